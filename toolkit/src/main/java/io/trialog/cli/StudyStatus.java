package io.trialog.cli;

import io.trialog.TrialTable;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.engine.FailingNode;
import io.trialog.internal.engine.SessionFile;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.format.Ages;
import io.trialog.internal.format.Texts;
import io.trialog.internal.launch.LaunchEnd;
import io.trialog.internal.text.StopText;
import io.trialog.internal.text.StudySummary;
import io.trialog.status.RunningTrial;
import io.trialog.study.ControllerInfo;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Where a study stands at one moment.
 *
 * @param study the study, read just now
 * @param holder who holds it, or {@code null}
 * @param now the time
 */
record StudyStatus(StudyLog study, @Nullable ControllerInfo holder, Instant now) {

    private static final int SHOWN_RUNNING = 10;
    private static final int SHOWN_FAILED = 3;
    private static final int SHOWN_BEST = 5;

    static StudyStatus of(StudyLog study, Instant now) {
        return new StudyStatus(study, StudyLog.holder(study.directory()), now);
    }

    /** That of the directory, by which commands find the study. */
    private String name() {
        return String.valueOf(study.directory().getFileName());
    }

    /** One word: {@code running}, {@code idle}, {@code died} or {@code held} (which can't be told from here). */
    String state() {
        if (holder == null) {
            return "idle";
        }
        return switch (holder.life()) {
            case ALIVE -> "running";
            case DEAD -> "died";
            case UNKNOWN -> "held";
        };
    }

    String text() {
        StudyView view = study.view();
        Settings settings = view.settings();
        StringBuilder text = new StringBuilder();
        text.append(name()).append(": ").append(stateInWords()).append('\n');
        ControllerText controller = ControllerText.of(study);
        controller(text, controller);
        study.metadata()
                .forEach((key, value) -> row(
                        text,
                        key.equals("description") ? "about" : key,
                        value instanceof List<?> tags
                                ? tags.stream().map(String::valueOf).collect(Collectors.joining(", "))
                                : String.valueOf(value)));
        row(text, "trials", StudySummary.counts(view, ClusterJobs.running(view)));
        StopText.lines(view, now).forEach(line -> row(text, "stop_when", line));
        if (settings.metrics().size() > 1) {
            front(text, view);
        } else {
            row(text, settings.metric(), best(view));
            TrialRecord best = view.best();
            if (best != null) {
                row(text, "", StudySummary.params(best));
            }
        }
        running(text, view);
        failed(text, view);
        jobs(text, view);
        row(text, "updated", Ages.since(study.lastEventAt(), now) + " (log at seq " + view.position() + ")");
        study.notes().forEach(note -> row(text, "note", note));
        row(
                text,
                "next",
                controller.isAlive()
                        ? "nothing, its jobs go on by themselves; 'trialog cancel " + name() + "' ends it"
                        : next(name()));
        return text.toString().stripTrailing();
    }

    /** Which jobs run the study; or why none does, with the end of what the last one said. */
    private static void controller(StringBuilder text, ControllerText controller) {
        if (!controller.text().isEmpty()) {
            row(text, "controller", controller.text());
        }
        LaunchEnd end = controller.end();
        if (end != null && end.log() != null && !end.isGood()) {
            row(text, "", "its log " + end.log() + " ends:");
            end.lines().forEach(line -> row(text, "", "| " + line));
        }
    }

    private static void row(StringBuilder text, String title, String content) {
        text.append(String.format(Locale.ROOT, "  %-10s %s%n", title, content));
    }

    private String stateInWords() {
        if (holder == null) {
            return "not running";
        }
        return switch (holder.life()) {
            case ALIVE -> (isOnlyOpen(holder) ? "open, nothing runs (" : "running (") + holder.describe() + ")";
            case DEAD -> "not running; its controller died (" + holder.describe() + ")";
            case UNKNOWN -> "held by " + holder.describe() + "; it is unknown whether that process is alive";
        };
    }

    private boolean isOnlyOpen(ControllerInfo controller) {
        return SessionFile.read(study.directory(), controller.epoch()) == null;
    }

    private String best(StudyView view) {
        String direction = view.settings().direction().name().toLowerCase(Locale.ROOT);
        TrialRecord best = view.best();
        if (best == null) {
            return StudySummary.none(view) + " (" + direction + ")";
        }
        Instant at = best.completedAt();
        return "best " + NumberText.of(best.value()) + " by trial " + best.number() + " (" + direction + ")"
                + (at == null ? "" : ", " + Ages.since(at, now));
    }

    private static void front(StringBuilder text, StudyView view) {
        row(text, "metrics", StudySummary.objectives(view.settings()));
        row(text, "best", StudySummary.best(view));
        for (TrialRecord trial : TrialTable.of(view, view.trials()).top(SHOWN_BEST)) {
            row(
                    text,
                    "",
                    "trial " + trial.number() + ": " + StudySummary.values(view.settings(), trial) + " with "
                            + StudySummary.params(trial));
        }
    }

    private void running(StringBuilder text, StudyView view) {
        List<TrialRecord> running = view.running();
        for (TrialRecord trial : running.subList(0, Math.min(SHOWN_RUNNING, running.size()))) {
            row(
                    text,
                    "running",
                    "trial " + trial.number()
                            + RunningTrial.of(trial, ClusterJobs::hasId).text(now));
        }
        if (running.size() > SHOWN_RUNNING) {
            row(text, "running", "... and " + others(running.subList(SHOWN_RUNNING, running.size())));
        }
    }

    /** For example {@code 6 more: 2 RUNNING, 4 QUEUED (PENDING (Resources))}. */
    private static String others(List<TrialRecord> trials) {
        Map<String, Integer> counts = new LinkedHashMap<>();
        for (TrialRecord trial : trials) {
            counts.merge(RunningTrial.of(trial, ClusterJobs::hasId).stateText(), 1, Integer::sum);
        }
        return trials.size() + " more: "
                + counts.entrySet().stream()
                        .map(entry -> entry.getValue() + " " + entry.getKey())
                        .collect(Collectors.joining(", "));
    }

    private void jobs(StringBuilder text, StudyView view) {
        ClusterJobs.account(view, now).rows().forEach((title, words) -> row(text, title, words));
        nodes(text, view);
        String scheduler = study.executorActivity();
        if (!scheduler.isEmpty()) {
            row(text, "asked", scheduler);
        }
    }

    private static void nodes(StringBuilder text, StudyView view) {
        for (FailingNode node : FailingNode.of(view)) {
            String words = node.name() + " after " + node.failures();
            boolean isExcluded = node.isExcluded();
            row(text, isExcluded ? "excluded" : "failing", isExcluded ? words : words + "; jobs still go there");
        }
    }

    private void failed(StringBuilder text, StudyView view) {
        for (TrialRecord trial : lastFailures(view)) {
            Instant at = trial.completedAt();
            row(
                    text,
                    "failed",
                    "trial " + trial.number() + ": " + Texts.shortened(String.valueOf(trial.error()))
                            + (at == null ? "" : " (" + Ages.since(at, now) + ")"));
        }
    }

    /** The last few failures, the newest first. */
    private static List<TrialRecord> lastFailures(StudyView view) {
        List<TrialRecord> failures = new ArrayList<>();
        for (int i = view.finishedCount() - 1; i >= 0 && failures.size() < SHOWN_FAILED; i--) {
            TrialRecord trial = view.finished(i);
            if (trial.state() == TrialState.FAIL && !view.isVoided(trial.number())) {
                failures.add(trial);
            }
        }
        return failures;
    }

    private String next(String name) {
        return switch (state()) {
            case "running" -> "'trialog monitor " + name + "' watches it, 'trialog stop " + name + "' ends it";
            case "held" -> "'trialog takeover " + name + "', but only if you know that its controller is gone";
            default -> NextStep.of(study, name);
        };
    }

    /** One line of a table of studies: see {@link StatusCommand}. */
    List<String> cells() {
        StudyView view = study.view();
        TrialRecord best = view.best();
        return List.of(
                name(),
                state(),
                String.valueOf(view.count(TrialState.COMPLETE)),
                String.valueOf(view.count(TrialState.PRUNED)),
                String.valueOf(view.count(TrialState.FAIL)),
                String.valueOf(view.running().size()),
                best == null ? "" : bestInShort(view, best),
                Ages.since(study.lastEventAt(), now));
    }

    private static String bestInShort(StudyView view, TrialRecord best) {
        return view.settings().metrics().size() > 1
                ? view.bestTrials().size() + " on the Pareto front"
                : StudySummary.values(view.settings(), best);
    }

    /** For scripts. */
    Map<String, @Nullable Object> fields() {
        StudyView view = study.view();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", name());
        fields.put("study_id", study.studyId());
        fields.put("directory", study.directory().toString());
        fields.put("state", state());
        fields.put(
                "controller",
                holder == null ? null : Map.of("host", holder.host(), "pid", holder.pid(), "epoch", holder.epoch()));
        fields.put("metric", view.settings().metric());
        fields.put("direction", view.settings().direction().name().toLowerCase(Locale.ROOT));
        StudyFields.counts(view, fields);
        TrialRecord best = view.best();
        fields.put("best", best == null ? null : TrialFields.of(best));
        if (view.settings().metrics().size() > 1) {
            fields.put("metrics", view.settings().metrics());
            fields.put("directions", directions(view.settings()));
            fields.put("best_trials", TrialFields.of(view.bestTrials()));
        }
        fields.put("stopped_by", StopText.fields(view));
        fields.put("budgets", StopText.budgets(view, now));
        List<FailingNode> failing = FailingNode.of(view);
        fields.put("failing_nodes", failing.stream().map(FailingNode::name).toList());
        fields.put(
                "excluded_nodes",
                failing.stream()
                        .filter(FailingNode::isExcluded)
                        .map(FailingNode::name)
                        .toList());
        fields.put("metadata", study.metadata());
        fields.put("position", view.position());
        fields.put("updated", study.lastEventAt().toString());
        return fields;
    }

    private static List<String> directions(Settings settings) {
        return settings.directions().stream()
                .map(direction -> direction.name().toLowerCase(Locale.ROOT))
                .toList();
    }
}
