package io.trialog.internal.journal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.Trial;
import io.trialog.event.StudyEvent;
import io.trialog.study.OpenOptions;
import io.trialog.study.StudyView;
import io.trialog.study.Verification;
import io.trialog.trial.Attempt;
import io.trialog.trial.AttemptState;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs that Trialog 0.1 wrote. If a test here goes red, the change at hand breaks studies that people have on their disks. */
class KeptLogs01Test {

    private static final Path ASSETS = Path.of("src/test/resources/io/trialog/internal/journal/kept-logs-0.1");

    @TempDir
    Path root;

    static List<String> names() throws IOException {
        try (Stream<Path> directories = Files.list(ASSETS)) {
            return directories
                    .filter(Files::isDirectory)
                    .map(directory -> directory.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    private Path copy(String name) throws IOException {
        Path study = root.resolve(name);
        Files.createDirectories(study.resolve("ledger"));
        Path settings = ASSETS.resolve(name).resolve("study.yaml");
        if (Files.exists(settings)) { // a study that Java code made has none
            Files.copy(settings, study.resolve("study.yaml"));
        }
        try (Stream<Path> files = Files.list(ASSETS.resolve(name).resolve("ledger"))) {
            for (Path file : files.toList()) {
                Files.copy(file, study.resolve("ledger").resolve(file.getFileName()));
            }
        }
        return study;
    }

    private StudyView view(String name) throws IOException {
        return StudyReader.open(copy(name)).view();
    }

    @Test
    void everyLogIsThere() throws IOException {
        assertThat(names())
                .containsExactly(
                        "attempts",
                        "cancelled",
                        "in-process",
                        "killed",
                        "losses",
                        "printed",
                        "slurm",
                        "slurm-array",
                        "slurm-nodes",
                        "slurm-oddities",
                        "slurm-scheduler",
                        "slurm-steps",
                        "ties-halving",
                        "ties-hyperband",
                        "ties-median",
                        "ties-objectives",
                        "ties-percentile",
                        "ties-tpe");
    }

    @ParameterizedTest
    @MethodSource("names")
    void headTrialsAttemptsAndCausesAreReadAsTheyWereWritten(String name) throws IOException {
        String told = Files.readString(ASSETS.resolve(name).resolve("story.txt"));

        assertThat(Story.of(copy(name))).isEqualTo(told);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everySuggestionAndEveryPruningDecisionIsDerivedAgain(String name) throws IOException {
        Path study = copy(name);
        StudyView view = StudyReader.open(study).view();
        long pruned =
                view.trials().stream().filter(trial -> trial.prune() != null).count();

        Verification verification = StudyReader.verify(study);

        assertThat(verification.isGreen()).as(verification.toString()).isTrue();
        assertThat(verification.replay().asks()).isEqualTo(asked(view));
        assertThat(verification.replay().decisions()).isEqualTo((int) pruned);
    }

    private static int asked(StudyView view) {
        return (int) view.trials().stream()
                .filter(trial -> trial.state() != TrialState.WAITING)
                .count();
    }

    @ParameterizedTest
    @MethodSource("names")
    void theStudyGoesOnBehindItAndWhatIsThereStaysByteForByte(String name) throws IOException {
        Path study = copy(name);
        OpenOptions options = OpenOptions.of(study.toString()).withRoot(root).withIntent(OpenOptions.Intent.COPIED);
        try (Study open = Study.open(options)) {
            Trial trial = open.ask();
            int objectives = open.view().settings().directions().size();
            TrialRecord told = open.tell(
                    trial.number(),
                    Collections.nCopies(objectives, 0.5).stream()
                            .mapToDouble(value -> value)
                            .toArray());
            assertThat(told.state()).isEqualTo(TrialState.COMPLETE);
            assertThat(open.replay().verify().isGreen())
                    .as(open.replay().verify().toString())
                    .isTrue();
        }

        List<String> after = lines(study);
        List<String> before = lines(ASSETS.resolve(name));
        assertThat(after).hasSizeGreaterThan(before.size() + 2);
        assertThat(after.subList(0, before.size())).isEqualTo(before);
        assertThat(StudyReader.verify(study).isGreen()).isTrue();
    }

    private static List<String> lines(Path study) {
        List<String> lines = new ArrayList<>();
        StudyReader.read(study, 0, stored -> lines.add(new String(stored.line(), StandardCharsets.UTF_8)));
        return lines;
    }

    /** The value that the program printed at its end does not count. */
    @Test
    void aTrialThatWasPrunedAndRanToItsEndIsToldPrunedWithItsLastIntermediateValue() throws IOException {
        TrialRecord trial = view("printed").trial(4);

        assertThat(trial.state()).isEqualTo(TrialState.PRUNED);
        assertThat(trial.values()).containsExactly(9.0);
        assertThat(trial.prune())
                .isEqualTo(new PruneRecord(1, "median of 4 completed trials at step 1", 0.625, 9.0, 4, -1));
        Attempt attempt = trial.attempts().get(0);
        assertThat(attempt.state()).isEqualTo(AttemptState.EXITED);
        assertThat(attempt.exitCode()).isZero();
    }

    @Test
    void equalTrialsLeaveTheFirstOfThemTheBest() throws IOException {
        assertThat(best("ties-tpe")).isEqualTo(8);
        assertThat(best("ties-median")).isEqualTo(2);
        assertThat(best("ties-percentile")).isEqualTo(1);
    }

    private int best(String name) throws IOException {
        TrialRecord best = view(name).best();
        return best == null ? -1 : best.number();
    }

    @Test
    void aLossUsesUpARetryUnlessThePersonOrTheProgramWantedIt() throws IOException {
        StudyView view = view("attempts");

        assertThat(lost(view, 0)).containsExactly("LOST true", "EXITED false");
        assertThat(lost(view, 1)).containsExactly("LOST true", "LOST true", "LOST true");
        assertThat(lost(view, 2)).as("somebody ended it").containsExactly("LOST true", "EXITED false");
        assertThat(lost(view, 3)).as("it can go on").containsExactly("LOST false", "EXITED false");
        assertThat(lost(view, 14)).as("interrupted").containsExactly("LOST false", "EXITED false");
        assertThat(lost(view, 15)).as("out of time").containsExactly("LOST true", "LOST true", "TIMED_OUT false");
        assertThat(lost(view, 20)).as("refused").startsWith("LOST false");
    }

    /** The causes that every later version must tell apart, by the logs in which they stand. */
    @Test
    void everyStateAndEveryCauseOf01StandsInALog() throws IOException {
        TreeSet<String> states = new TreeSet<>();
        TreeSet<String> causes = new TreeSet<>();
        TreeSet<String> refusals = new TreeSet<>();
        for (String name : names()) {
            StudyReader.read(copy(name), 0, stored -> {
                if (stored.event() instanceof StudyEvent.JobStateChanged job) {
                    states.add(job.state());
                    if (job.state().equals("LOST")) {
                        causes.add(job.reason().replaceFirst("\\(process \\d+\\)", "(process N)"));
                    }
                } else if (stored.event() instanceof StudyEvent.JobSubmissionFailed failed) {
                    refusals.add(failed.kind());
                }
                return true;
            });
        }

        assertThat(states)
                .containsExactly(
                        "CANCELLED",
                        "EXITED",
                        "FINISHING",
                        "HELD",
                        "INFRASTRUCTURE_FAILURE",
                        "LOST",
                        "OUT_OF_MEMORY",
                        "QUEUED",
                        "RUNNING",
                        "SUSPENDED",
                        "TIMED_OUT",
                        "UNKNOWN");
        assertThat(refusals).containsExactly("AMBIGUOUS", "PERMANENT", "QUOTA", "TRANSIENT");
        assertThat(causes)
                .contains(
                        "CANCELLED: CANCELLED, not by Trialog",
                        "CANCELLED: cancelled",
                        "INFRASTRUCTURE_FAILURE: BOOT_FAIL",
                        "INFRASTRUCTURE_FAILURE: FAILED",
                        "INFRASTRUCTURE_FAILURE: NODE_FAIL",
                        "INFRASTRUCTURE_FAILURE: NODE_FAIL (NodeDown)",
                        "INFRASTRUCTURE_FAILURE: PREEMPTED, not by Trialog",
                        "LOST: its wrapper (process N) is gone and left no exit.json",
                        "OUT_OF_MEMORY: OUT_OF_MEMORY",
                        "TIMED_OUT: TIMEOUT (TimeLimit)",
                        "TIMED_OUT: time limit",
                        "interrupted before it was started",
                        "interrupted by the user",
                        "interrupted by the user; its thread did not end",
                        "it can go on after CANCELLED: CANCELLED, not by Trialog",
                        "it can go on after EXITED: ",
                        "it can go on after TIMED_OUT: time limit",
                        "it is gone from the queue and left no exit.json",
                        "its job was never seen",
                        "its wrapper (process N) is gone and left no exit.json",
                        "the controller that ran it ended",
                        "the scheduler says COMPLETED, but it left no exit.json");
    }

    private static List<String> lost(StudyView view, int number) {
        return view.trial(number).attempts().stream()
                .map(attempt -> attempt.state() + " " + attempt.usedUpARetry())
                .toList();
    }
}
