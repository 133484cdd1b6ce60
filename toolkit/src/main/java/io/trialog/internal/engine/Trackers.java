package io.trialog.internal.engine;

import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.format.ShellWords;
import io.trialog.internal.format.Texts;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.projection.mlflow.MlflowExport;
import io.trialog.internal.projection.mlflow.MlflowFollower;
import io.trialog.internal.projection.mlflow.MlflowSettings;
import io.trialog.internal.protocol.command.WandbVariables;
import io.trialog.internal.run.TrackerVariables;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The trackers that see a study: MLflow and Weights &amp; Biases. Trouble with them becomes a note. Safe for use by several threads. */
public final class Trackers implements AutoCloseable, TrackerVariables {

    private static final String MLFLOW = "mlflow";
    private static final String WANDB = "wandb";
    private static final Duration AT_THE_END = Duration.ofSeconds(30);

    private final Path directory;
    private final String studyId;
    private final String study;
    private final Consumer<String> problems;
    private Map<String, @Nullable Object> mlflowSection = Map.of();
    private volatile @Nullable MlflowFollower mlflow;
    private volatile @Nullable Map<String, @Nullable Object> wandb;

    /** @param problems told of trouble, in words for the user */
    Trackers(Path directory, String studyId, String study, Consumer<String> problems) {
        this.directory = directory;
        this.studyId = studyId;
        this.study = study;
        this.problems = problems;
    }

    /** Begins to track as the study file says that was recorded last. */
    @SuppressWarnings("IllegalCatch") // a tracker never ends a study
    synchronized void begin() {
        try {
            Map<String, @Nullable Object> sections = sections(directory);
            wandb = section(sections, WANDB);
            Map<String, @Nullable Object> wanted = section(sections, MLFLOW);
            if (wanted != null && (mlflow == null || !wanted.equals(mlflowSection))) {
                close();
                mlflowSection = wanted;
                MlflowSettings settings = MlflowSettings.of(wanted, study);
                mlflow = MlflowFollower.start(directory, settings, ThisProcess.ofThisProcess(), problems);
            } else if (wanted == null) {
                close();
            }
        } catch (RuntimeException | LinkageError e) {
            problems.accept("Nothing is tracked: " + e.getMessage());
        }
    }

    private static Map<String, @Nullable Object> sections(Path directory) {
        Path file = directory.resolve(RecordedStudyFile.STUDY_FILE);
        return Files.isRegularFile(file) ? StudyFileReader.read(file).trackers() : Map.of();
    }

    private static @Nullable Map<String, @Nullable Object> section(
            Map<String, @Nullable Object> sections, String name) {
        if (!(sections.get(name) instanceof Map<?, ?> section)) {
            return null;
        }
        Map<String, @Nullable Object> copy = new LinkedHashMap<>();
        section.forEach((key, value) -> copy.put(String.valueOf(key), value));
        return copy;
    }

    /** Something was appended to the log. Returns at once. */
    void changed() {
        MlflowFollower follower = mlflow;
        if (follower != null) {
            follower.changed();
        }
    }

    @Override
    public Map<String, String> of(TrialRecord trial, Path attempt, boolean isOnCluster) {
        Map<String, String> variables = new LinkedHashMap<>();
        Map<String, @Nullable Object> section = wandb;
        if (section != null) {
            WandbVariables.Run run = new WandbVariables.Run(study, studyId, trial.number(), trial.attempt());
            variables.putAll(WandbVariables.of(section, run, attempt, isOnCluster, ThisProcess.ofThisProcess()));
        }
        MlflowFollower follower = mlflow;
        if (follower != null) {
            variables.putAll(follower.variables(trial.number(), trial.attempt(), start(trial)));
        }
        return variables;
    }

    private static Instant start(TrialRecord trial) {
        Attempt last = trial.lastAttempt();
        Instant first = trial.startedAt();
        return trial.attempt() > 1 || first == null
                ? Objects.requireNonNull(last).intendedAt()
                : first;
    }

    /** Brings trackers up to date at the end of an optimization, for half a minute at most, and says what is left to do. */
    void ended() {
        MlflowFollower follower = mlflow;
        if (follower != null && !follower.flush(AT_THE_END)) {
            problems.accept("MLflow has not got all of this study yet.\nMaybe later: trialog mlflow "
                    + ShellWords.brief(name()));
        }
        if (wandb != null) {
            int count = offlineRuns();
            if (count > 0) {
                problems.accept(
                        "W&B's client left " + Texts.count(count, "off-line run") + ".\nMaybe send them: wandb sync "
                                + ShellWords.quote(directory.resolve("trials").toString())
                                + "/*/*/attempt-*/wandb/offline-run-*");
            }
        }
    }

    private String name() {
        return String.valueOf(directory.getFileName());
    }

    private int offlineRuns() {
        int count = 0;
        try {
            for (Path shard : entries(directory.resolve("trials"), "*")) {
                for (Path trial : entries(shard, "*")) {
                    for (Path attempt : entries(trial, "attempt-*")) {
                        count += entries(attempt.resolve("wandb"), "offline-run-*")
                                .size();
                    }
                }
            }
        } catch (IOException e) {
            problems.accept("The runs of W&B's client can't be counted: " + e);
        }
        return count;
    }

    private static List<Path> entries(Path directory, String glob) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (DirectoryStream<Path> stream = Files.newDirectoryStream(directory, glob)) {
            List<Path> entries = new ArrayList<>();
            stream.forEach(entries::add);
            return entries;
        }
    }

    /** Returns whether an address of MLflow holds a user or a password, so that it must not stand in a command. */
    public static boolean isSecretAddress(String address) {
        return MlflowSettings.isSecret(address);
    }

    /**
     * Sends a study to MLflow once, whoever runs it.
     *
     * @param directory the study's directory
     * @param settings laid over the section {@code mlflow} of its study file
     * @param problems told of what can't be sent
     * @return the sequence number of the last event that was sent
     * @throws io.trialog.exception.TrialogException if the server can't be reached or refuses the study
     */
    public static long sendToMlflow(Path directory, Map<String, String> settings, Consumer<String> problems) {
        StudyLog log = StudyLog.open(directory);
        Map<String, @Nullable Object> section = new LinkedHashMap<>();
        Map<String, @Nullable Object> recorded = section(sections(directory), MLFLOW);
        if (recorded != null) {
            section.putAll(recorded);
        }
        section.putAll(settings);
        MlflowSettings wanted = MlflowSettings.of(section, log.view().settings().name());
        return MlflowExport.send(directory, wanted, ThisProcess.ofThisProcess(), problems);
    }

    @Override
    public void close() {
        MlflowFollower follower = mlflow;
        mlflow = null;
        if (follower != null) {
            follower.close();
        }
    }
}
