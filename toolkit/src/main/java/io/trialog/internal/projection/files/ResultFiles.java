package io.trialog.internal.projection.files;

import io.trialog.exception.ProjectionException;
import io.trialog.internal.file.FileProblem;
import io.trialog.spi.Projector;
import io.trialog.spi.Reproduction;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.SortedSet;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The result files of a study: {@code trials_results.csv} and {@code completed_trials.log}, to which one whole line is appended
 * per finished trial, and {@code study_summary.csv}, {@code best_results.json} and {@code best_trial.yaml}, which are
 * replaced as a whole. What a crash or an editor left in them is repaired at the first call.
 *
 * <p>With several objectives there is no best trial: {@code pareto_front.yaml} stands in place of {@code best_trial.yaml}.
 *
 * <p>Not safe for use by several threads.
 */
final class ResultFiles implements Projector {

    /** The file of the best trial. */
    private static final String BEST_TRIAL = "best_trial.yaml";

    /** What stands in its place in a study with several objectives. */
    private static final String PARETO_FRONT = "pareto_front.yaml";

    private final Path directory;
    private final Function<TrialRecord, @Nullable Reproduction> reproduction;
    private final WholeLines trials;
    private final WholeLines completed;
    private final WholeFile summary;
    private final WholeFile bestResults;
    private final WholeFile bestTrial;
    private final WholeFile front;
    private long position = -1;

    /**
     * @param directory the study's directory
     * @param reproduction how a trial's program is run again; {@code null} if there is none, as for an objective in Java
     */
    ResultFiles(Path directory, Function<TrialRecord, @Nullable Reproduction> reproduction) {
        this.directory = directory;
        this.reproduction = reproduction;
        trials = new WholeLines(directory.resolve("trials_results.csv"), new TrialsCsv());
        completed = new WholeLines(directory.resolve("completed_trials.log"), new CompletedLog());
        summary = new WholeFile(directory.resolve("study_summary.csv"));
        bestResults = new WholeFile(directory.resolve("best_results.json"));
        bestTrial = new WholeFile(directory.resolve(BEST_TRIAL));
        front = new WholeFile(directory.resolve(PARETO_FRONT));
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public void project(StudyView view, String headHash, SortedSet<Integer> touched) {
        TrialRecord best = view.best();
        try {
            trials.update(view);
            completed.update(view);
            summary.write(Summaries.summary(view, best));
            bestResults.write(Summaries.bestJson(view, best));
            if (view.settings().metrics().size() > 1) {
                front.write(FrontYaml.of(view, reproduction));
                bestTrial.delete(); // 0.1 wrote it
                BestLink.write(directory, null);
            } else {
                bestTrial.write(Summaries.bestYaml(view, best, best == null ? null : reproduction.apply(best)));
                BestLink.write(directory, best);
            }
        } catch (IOException e) {
            throw new ProjectionException(
                    "The result files in " + directory + " can't be written: " + FileProblem.words(e), e);
        }
        position = view.position();
    }

    @Override
    public void reset() {
        trials.forget();
        completed.forget();
        position = -1;
    }

    @Override
    public void close() {}
}
