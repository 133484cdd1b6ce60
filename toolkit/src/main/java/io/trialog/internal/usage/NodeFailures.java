package io.trialog.internal.usage;

import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.Attempt;
import io.trialog.trial.Loss;
import io.trialog.trial.NodeFailure;
import io.trialog.trial.TrialRecord;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The failures of a cluster's nodes under a study's jobs, from nothing but its records: attempts that the infrastructure
 * ended, and runs of attempts after which the scheduler started the job again since their node had failed. Not those whose program failed, ran out of time or memory, was cancelled by somebody or gave way to a job of higher
 * priority; nor those that may have run on several nodes, since nobody says which of them it was.
 *
 * <p>One failure may take several jobs away: an attempt that ran already when its node failed before counts with that failure.
 *
 * <p>Remembers what it has read, for studies that grow; not safe for use by several threads.
 */
public final class NodeFailures {

    private static final int ENOUGH = 2;

    /** Ends for which the scheduler had reasons of its own. */
    private static final Pattern ON_PURPOSE = Pattern.compile("(?s)(PREEMPTED|REVOKED)\\b.*");

    private static final Comparator<Failure> IN_TIME =
            Comparator.comparing(Failure::at).thenComparingInt(Failure::trial).thenComparingInt(Failure::attempt);

    private final Predicate<Attempt> hasNode;
    private final List<Failure> finished = new ArrayList<>();
    private int read;

    /**
     * An attempt, or a run of one, that a node took away.
     *
     * @param node the name of the node at its scheduler
     * @param trial the number of the trial
     * @param attempt the number of the attempt, from 1
     * @param reason in the words of the scheduler, or what is missing
     * @param began when the program was started, or, if it never was, when that was known
     * @param at when the failure was seen
     */
    public record Failure(String node, int trial, int attempt, String reason, Instant began, Instant at) {

        /** For example {@code trial 7: NODE_FAIL}. */
        @Override
        public String toString() {
            return "trial " + trial + ": " + reason;
        }
    }

    /** @param hasNode whether an attempt is a job of its own at a scheduler, which gave it its nodes */
    public NodeFailures(Predicate<Attempt> hasNode) {
        this.hasNode = hasNode;
    }

    /** After how many failures nodes are excluded; 0 for never. */
    public static int limit(Settings settings) {
        return settings.executor().get("exclude_after") instanceof Number number ? number.intValue() : ENOUGH;
    }

    /** The failures so far by node, in the order of time; nodes by name. */
    public Map<String, List<Failure>> of(StudyView view) {
        while (read < view.finishedCount()) {
            add(view.finished(read), finished);
            read++;
        }
        List<Failure> all = new ArrayList<>(finished);
        view.running().forEach(trial -> add(trial, all));
        all.sort(IN_TIME);
        Map<String, List<Failure>> nodes = new TreeMap<>();
        for (Failure failure : all) {
            List<Failure> before = nodes.computeIfAbsent(failure.node(), node -> new ArrayList<>());
            if (before.isEmpty()
                    || failure.began().isAfter(before.get(before.size() - 1).at())) {
                before.add(failure);
            }
        }
        return nodes;
    }

    private void add(TrialRecord trial, List<Failure> failures) {
        for (Attempt attempt : trial.attempts()) {
            if (!hasNode.test(attempt) // what ends with its allocation says nothing about a node
                    || mayHaveHadSeveralNodes(attempt.usage().resources())) {
                continue;
            }
            for (NodeFailure one : attempt.usage().failures()) {
                Instant began = notBefore(attempt.intendedAt(), one.began());
                failures.add(new Failure(one.node(), trial.number(), attempt.number(), one.reason(), began, one.at()));
            }
            addLoss(trial, attempt, failures);
        }
    }

    private static void addLoss(TrialRecord trial, Attempt attempt, List<Failure> failures) {
        String node = attempt.usage().node();
        Loss loss = attempt.loss();
        if (loss != null
                && !node.isEmpty()
                && loss.cause().isInfrastructure()
                && !ON_PURPOSE.matcher(loss.text()).matches()) {
            failures.add(new Failure(
                    node, trial.number(), attempt.number(), loss.text(), began(attempt), attempt.changedAt()));
        }
    }

    /** Hosts tell whole seconds, by clocks of their own: nothing begins before it was intended. */
    private static Instant began(Attempt attempt) {
        Instant started = attempt.usage().startedAt();
        return started == null ? attempt.changedAt() : notBefore(attempt.intendedAt(), started);
    }

    private static Instant notBefore(Instant earliest, Instant at) {
        return at.isBefore(earliest) ? earliest : at;
    }

    private static boolean mayHaveHadSeveralNodes(Map<String, ?> resources) {
        Object nodes = resources.get("nodes");
        return nodes != null ? isSeveral(nodes) : isSeveral(resources.get("ntasks"));
    }

    private static boolean isSeveral(@Nullable Object count) {
        return count instanceof Number number && number.longValue() > 1;
    }
}
