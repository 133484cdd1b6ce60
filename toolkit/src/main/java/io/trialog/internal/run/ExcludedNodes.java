package io.trialog.internal.run;

import io.trialog.internal.control.Controller;
import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.executor.cluster.Nodes;
import io.trialog.internal.usage.NodeFailures;
import io.trialog.internal.usage.NodeFailures.Failure;
import io.trialog.spi.Executor;
import io.trialog.study.StudyView;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a cluster that new jobs are kept away from, since they failed again and again under jobs of the study ({@code
 * exclude_after}). How often they failed is in the log; which nodes there are is asked of the scheduler, and only when one
 * has failed too often: always as many are left as a job asks for.
 */
public final class ExcludedNodes {

    private static final int SHOWN = 3;
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final Controller controller;
    private final InstantSource clock;
    private final NodeFailures failures = newFailures();
    private final Set<String> spared = new HashSet<>();
    private @Nullable Set<String> considered;
    private volatile Set<String> excluded = Set.of();
    private Instant notBefore = Instant.EPOCH;

    ExcludedNodes(Controller controller, InstantSource clock) {
        this.controller = controller;
        this.clock = clock;
    }

    /** The nodes that have failed too often, with their failures, from the log alone. */
    public static Map<String, List<Failure>> failing(StudyView view) {
        return failing(view, newFailures());
    }

    private static NodeFailures newFailures() {
        return new NodeFailures(ExecutorCatalogue.installed()::hasJobId);
    }

    private static Map<String, List<Failure>> failing(StudyView view, NodeFailures failures) {
        int limit = NodeFailures.limit(view.settings());
        Map<String, List<Failure>> failing = failures.of(view);
        failing.values().removeIf(list -> limit == 0 || list.size() < limit);
        return failing;
    }

    /** What the job that was submitted last was kept away from. */
    public static Set<String> inForce(StudyView view) {
        Attempt latest = null;
        for (TrialRecord trial : view.trials()) {
            Attempt last = trial.lastAttempt();
            if (last != null && (latest == null || last.intendedAt().isAfter(latest.intendedAt()))) {
                latest = last;
            }
        }
        return latest == null
                ? Set.of()
                : Set.copyOf(Nodes.excluded(latest.usage().resources()));
    }

    /** For example {@code 2 failures (trial 0: NODE_FAIL, trial 3: LAUNCH_FAILED)}. */
    public static String text(List<Failure> failures) {
        List<Failure> last = failures.subList(Math.max(0, failures.size() - SHOWN), failures.size());
        return failures.size() + (failures.size() == 1 ? " failure (" : " failures (")
                + last.stream().map(Failure::toString).collect(Collectors.joining(", ")) + ")";
    }

    /** Looks whether further nodes have failed too often; returns what a user should know. */
    List<String> review(Executor executor) {
        StudyView view = controller.view();
        Map<String, List<Failure>> failing = failing(view, failures);
        if (failing.keySet().equals(considered) || clock.instant().isBefore(notBefore)) {
            return executor.avoid(excluded); // also for what came into the queue since
        }
        Set<String> chosen;
        try {
            chosen = failing.isEmpty()
                    ? Set.of()
                    : choose(failing, executor, view.settings().executor());
        } catch (IOException e) {
            notBefore = clock.instant().plus(PAUSE); // the scheduler does not answer
            return executor.avoid(excluded);
        }
        List<String> notes = notes(failing, chosen, considered == null ? inForce(view) : excluded);
        considered = Set.copyOf(failing.keySet());
        excluded = chosen;
        notes.addAll(executor.avoid(chosen));
        return notes;
    }

    /** Those that failed most first, as long as enough are left. */
    private static Set<String> choose(
            Map<String, List<Failure>> failing, Executor executor, Map<String, @Nullable Object> resources)
            throws IOException {
        Set<String> usable = executor.nodes(resources);
        int needed = resources.containsKey("nodelist") // all of these are needed
                ? usable.size()
                : resources.get("nodes") instanceof Number number ? number.intValue() : 1;
        return failing.entrySet().stream()
                .filter(node -> usable.contains(node.getKey()))
                .sorted((a, b) -> b.getValue().size() - a.getValue().size())
                .limit(Math.max(0, usable.size() - needed))
                .map(Map.Entry::getKey)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private List<String> notes(Map<String, List<Failure>> failing, Set<String> chosen, Set<String> before) {
        List<String> notes = new ArrayList<>();
        failing.forEach((node, list) -> {
            if (chosen.contains(node) && !before.contains(node)) {
                notes.add("Node " + node + " gets no more jobs after " + text(list) + ".");
            } else if (!chosen.contains(node) && !before.contains(node) && spared.add(node)) {
                notes.add("Node " + node + " gets further jobs in spite of " + text(list)
                        + ": too few nodes would be left for what they ask for.");
            }
        });
        return notes;
    }

    /** What a job asks for, kept away from these nodes. */
    Map<String, @Nullable Object> without(Map<String, @Nullable Object> resources) {
        return Nodes.without(excluded, resources);
    }

    /** What a user should think of if a job is refused; empty if no node is excluded. */
    String advice() {
        return excluded.isEmpty()
                ? ""
                : "\nMaybe because " + String.join(", ", excluded) + " failed too often and "
                        + (excluded.size() == 1 ? "is" : "are")
                        + " excluded; executor.exclude_after: 0 in the study file ends that.";
    }
}
