package io.trialog.internal.journal.kept;

import io.trialog.StudyReader;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.journal.ChainReader;
import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.codec.Head;
import io.trialog.internal.usage.NodeFailures;
import io.trialog.study.StudyView;
import io.trialog.trial.Attempt;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.util.Locale;

/**
 * What a reader makes of a log, as text: the head, each trial with its state, values and pruning decision, and each attempt
 * with its state, its cause and whether it used up a retry.
 */
final class Story {

    private Story() {}

    /** The story of the study in this directory. */
    static String of(Path study) {
        StudyView view = StudyReader.open(study).view();
        StringBuilder text = new StringBuilder();
        Head head = head(study);
        text.append("head ").append(head.seq()).append(' ').append(head.hash()).append('\n');
        view.trials().forEach(trial -> trial(trial, text));
        new NodeFailures(ClusterJobs::hasId)
                .of(view)
                .forEach((node, failures) -> failures.forEach(failure -> text.append("failure of ")
                        .append(node)
                        .append(": ")
                        .append(failure)
                        .append('\n')));
        TrialRecord best = view.settings().directions().size() == 1 ? view.best() : null;
        text.append("best ").append(best == null ? "-" : best.number()).append('\n');
        return text.toString();
    }

    private static Head head(Path study) {
        ChainReader chain = new ChainReader();
        StudyReader.read(study, 0, stored -> {
            chain.next(new Line(stored.line(), "", 0));
            return true;
        });
        return chain.head();
    }

    private static void trial(TrialRecord trial, StringBuilder text) {
        text.append("trial ").append(trial.number()).append(' ').append(trial.state());
        text.append(' ').append(trial.values()).append(' ').append(trial.params());
        text.append(" reports ")
                .append(trial.reports().size())
                .append(' ')
                .append(quoted(String.valueOf(trial.error())));
        text.append('\n');
        PruneRecord prune = trial.prune();
        if (prune != null) {
            text.append("  pruned at step ").append(prune.step()).append(": ").append(prune.compared());
            text.append(" against ")
                    .append(prune.threshold())
                    .append(", ")
                    .append(prune.rule())
                    .append('\n');
        }
        if (trial.cancel() != null) {
            text.append("  cancelled: ").append(quoted(trial.cancel())).append('\n');
        }
        trial.attempts().forEach(attempt -> attempt(attempt, text));
    }

    private static void attempt(Attempt attempt, StringBuilder text) {
        text.append(String.format(
                Locale.ROOT,
                "  attempt %d %s %s exit %s signal %s restart %d %s%n",
                attempt.number(),
                attempt.executor(),
                attempt.state(),
                attempt.exitCode(),
                attempt.signal(),
                attempt.restart(),
                attempt.usedUpARetry() ? "a retry is used up" : "no retry is used up"));
        text.append("    ").append(quoted(attempt.reason())).append('\n');
    }

    private static String quoted(String words) {
        return '"' + words.replace("\n", "\\n") + '"';
    }
}
