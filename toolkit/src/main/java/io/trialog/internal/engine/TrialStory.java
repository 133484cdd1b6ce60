package io.trialog.internal.engine;

import io.trialog.internal.format.Ages;
import io.trialog.internal.format.Texts;
import io.trialog.internal.text.StudySummary;
import io.trialog.spi.Origin;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.study.TrialComparison;
import io.trialog.trial.Attempt;
import io.trialog.trial.NumberText;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialOutput;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * All that is known of one trial, for people. Immutable.
 *
 * @param view its study
 * @param trial the trial
 * @param best the best trial of the study, or {@code null}
 * @param reasons why it has its values and what the pruner said, or {@code null} if the log does not tell
 * @param output what its last attempt printed
 * @param now when the story is told
 */
public record TrialStory(
        StudyView view,
        TrialRecord trial,
        @Nullable TrialRecord best,
        @Nullable Reasons reasons,
        TrialOutput output,
        Instant now) {

    private static final int MOST_LISTED = 20;

    /** A parameter, metric or attribute: its value, that of the best trial, how they differ, and where the value came from. */
    public record Line(String name, String value, String best, String difference, String origin) {}

    /** An attempt in words. */
    public record AttemptLine(String number, String state, String job, String waited, String ran, String reason) {

        /** Returns the cells of the line. */
        public List<String> cells() {
            return List.of(number, state, job, waited, ran, reason);
        }
    }

    /** Returns for example {@code trial 41 of 'higgs': PRUNED, val_auc=0.71}. */
    public String headline() {
        String values = StudySummary.values(view.settings(), trial);
        return "trial " + trial.number() + " of '" + view.settings().name() + "': " + trial.state()
                + (isBest() ? " (best)" : "") + (values.isEmpty() ? "" : ", " + values);
    }

    /** Returns whether it is the best trial of a study with one objective. */
    public boolean isBest() {
        return best != null
                && best.number() == trial.number()
                && view.settings().metrics().size() == 1;
    }

    /** Returns what the trial is compared with, for example {@code trial 33 (best)}; empty if there is no other one. */
    public String other() {
        if (best == null || best.number() == trial.number()) {
            return "";
        }
        String by = view.settings().metrics().size() == 1
                ? "best"
                : "best " + view.settings().metric();
        return "trial " + best.number() + " (" + by + ")";
    }

    /** Returns what happened to it, a sentence each. */
    public List<String> sentences() {
        List<String> sentences = new ArrayList<>();
        addIfAny(sentences, place());
        addIfAny(sentences, pruning());
        if (trial.state() == TrialState.FAIL) {
            sentences.add("It failed: " + (trial.error() == null ? "without a message." : trial.error()));
        }
        if (trial.cancel() != null) {
            sentences.add("A person did not want it any more: " + trial.cancel());
        }
        if (trial.violation() > 0) {
            sentences.add("It is not feasible: "
                    + trial.constraints().entrySet().stream()
                            .filter(constraint -> constraint.getValue() > 0)
                            .map(constraint ->
                                    constraint.getKey() + " is missed by " + NumberText.of(constraint.getValue()))
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        if (view.isVoided(trial.number())) {
            sentences.add("It was declared void: it counts nowhere.");
        }
        if (!trial.source().isEmpty()) {
            sentences.add("Its result was added: " + trial.source());
        }
        addIfAny(sentences, times());
        return sentences;
    }

    private static void addIfAny(List<String> sentences, String sentence) {
        if (!sentence.isEmpty()) {
            sentences.add(sentence);
        }
    }

    /** Where it stands among the complete trials. */
    private String place() {
        if (trial.state() != TrialState.COMPLETE || view.isVoided(trial.number()) || trial.violation() > 0) {
            return "";
        }
        List<TrialRecord> complete = view.trials().stream()
                .filter(other -> other.state() == TrialState.COMPLETE
                        && other.violation() <= 0
                        && !view.isVoided(other.number()))
                .toList();
        if (view.settings().metrics().size() > 1) {
            boolean onFront = view.bestTrials().stream().anyMatch(other -> other.number() == trial.number());
            return onFront
                    ? "It is on the Pareto front: no other trial is better in one objective and as good in the others."
                    : "Other trials dominate it: it is not on the Pareto front.";
        }
        Direction direction = view.settings().direction();
        long better = complete.stream()
                .filter(other -> direction.better(other.value(), trial.value()))
                .count();
        return "It has rank " + (better + 1) + " of " + Texts.count(complete.size(), "complete trial") + ".";
    }

    private String pruning() {
        PruneRecord prune = trial.prune();
        if (prune != null) {
            String compared = Double.isNaN(prune.threshold())
                    ? ""
                    : ": " + NumberText.of(prune.compared()) + " was worse than " + NumberText.of(prune.threshold());
            String end = trial.state() == TrialState.COMPLETE ? " It ended with a result all the same." : "";
            return "The pruner stopped it at step " + prune.step() + compared + " (" + prune.rule() + ")." + end;
        }
        long survived = verdicts().stream()
                .filter(report -> report.decision() != null
                        && !Double.isNaN(report.decision().record().threshold()))
                .count();
        return survived == 0 ? "" : "It was held against " + Texts.count(survived, "threshold") + " and went on.";
    }

    private String times() {
        Instant asked = trial.startedAt();
        if (asked == null) {
            return "It waits to be asked for.";
        }
        double waited = 0;
        double ran = 0;
        for (Attempt attempt : trial.attempts()) {
            waited += attempt.usage().queueSeconds(now);
            ran += attempt.usage().runSeconds(now);
        }
        Instant end = trial.completedAt();
        String whole = seconds(Duration.between(asked, end == null ? now : end).toMillis() / 1e3);
        String sentence = (end == null ? "It was asked for " + whole + " ago" : "From ask to end it took " + whole);
        return sentence
                + (ran > 0 ? ": it waited " + seconds(waited) + " for its start and ran " + seconds(ran) : "")
                + ".";
    }

    private static String seconds(double seconds) {
        if (seconds < 0.001) {
            return "less than 1 ms";
        }
        return seconds < 60 ? NumberText.of(seconds, 3) + " s" : Ages.of(Duration.ofMillis(Math.round(1000 * seconds)));
    }

    private static String spent(double seconds) {
        return seconds == 0 ? "" : seconds(seconds);
    }

    /** Returns its reports with what the pruner said to each. */
    public List<ReportReason> verdicts() {
        return reasons == null ? List.of() : reasons.reports();
    }

    /** Returns its parameters beside those of the best trial, by the natural order of their names. */
    public List<Line> parameters() {
        Map<String, String> origins = new LinkedHashMap<>();
        if (reasons != null) {
            for (Origin origin : reasons.origins()) {
                origins.put(origin.parameter(), origin.source());
            }
        }
        TrialRecord other = best;
        if (other == null || other.number() == trial.number()) {
            other = trial;
        }
        List<Line> lines = new ArrayList<>();
        for (TrialComparison.Row row :
                TrialComparison.of(view, List.of(trial, other)).rows()) {
            if (row.subject() == TrialComparison.Subject.PARAMETER) {
                lines.add(new Line(
                        row.name(),
                        row.cells().get(0),
                        other.number() == trial.number() ? "" : row.cells().get(1),
                        row.difference(),
                        origins.getOrDefault(row.name(), "")));
            }
        }
        return lines;
    }

    /** Returns metrics that are no objectives, constraints and attributes, by name. */
    public Map<String, String> further() {
        Map<String, String> further = new LinkedHashMap<>();
        trial.metrics().forEach((name, value) -> {
            if (!view.settings().metrics().contains(name)) {
                further.put(name, NumberText.of(value));
            }
        });
        trial.constraints().forEach((name, value) -> further.put(name + " (constraint)", NumberText.of(value)));
        trial.userAttributes().forEach((name, value) -> further.put(name + " (attribute)", String.valueOf(value)));
        return further;
    }

    /** Returns its attempts; none if it ran inside one controller and was never repeated. */
    public List<AttemptLine> attempts() {
        List<AttemptLine> lines = new ArrayList<>();
        for (Attempt attempt : trial.attempts()) {
            String node = attempt.usage().node();
            String job = attempt.nativeId().isEmpty() ? "" : attempt.executor() + " " + attempt.nativeId();
            lines.add(new AttemptLine(
                    Integer.toString(attempt.number()),
                    attempt.state().name().toLowerCase(Locale.ROOT)
                            + (attempt.exitCode() == null ? "" : ", exit code " + attempt.exitCode())
                            + (attempt.signal() == null ? "" : ", signal " + attempt.signal()),
                    job + (node.isEmpty() ? "" : " on " + node),
                    spent(attempt.usage().queueSeconds(now)),
                    spent(attempt.usage().runSeconds(now)),
                    Texts.shortened(attempt.reason())));
        }
        return lines;
    }

    /** The story as text. */
    @Override
    public String toString() {
        return StoryText.of(this, MOST_LISTED);
    }
}
