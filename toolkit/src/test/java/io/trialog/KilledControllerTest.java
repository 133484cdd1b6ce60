package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.journal.ledger.LedgerFiles;
import io.trialog.study.OpenOptions;
import io.trialog.testing.AskTellProcess;
import io.trialog.testing.Eventually;
import io.trialog.testing.JavaProcess;
import io.trialog.testing.StudyProcess;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the controller at random moments: 6 kills per kind of trial, 100 under {@code -Pfull}. */
@Tag("processes")
class KilledControllerTest {

    private static final long SEED = 20261121;
    private static final int KILLS = Boolean.getBoolean("trialog.full") ? 100 : 6;
    private static final int TRIALS_PER_ROUND = 6;
    private static final int ASKED_PER_ROUND = 40;
    private static final Duration PATIENCE = Duration.ofSeconds(120);

    @TempDir
    Path root;

    private final Set<Integer> told = new TreeSet<>();
    private int finished;

    @Test
    void losesNothingAndRunsNothingTwiceWhenInProcessTrialsAreKilled() throws Exception {
        killAndResume("java", "killed");

        try (Study study =
                Study.builder("killed").minimize("loss").seed(11).under(root).open()) {
            check(study);
        }
    }

    @Test
    void losesNothingAndRunsNothingTwiceWhenTheControllerOfProcessesIsKilled() throws Exception {
        Path script = Files.writeString(root.resolve("train.sh"), """
                echo "$TRIALOG_TOKEN" >> "$STARTS"
                for a in "$@"; do case $a in --x=*) x=${a#--x=};; esac; done
                for s in 0 1 2 3; do echo "step=$s loss: $x"; sleep 0.05; done
                echo "loss: $x"
                """);
        Path file = Files.writeString(root.resolve("killed.yaml"), """
                objective: {command: [sh, %s]}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: tpe, seed: 5}
                executor: {type: local, parallel: 3, poll: 20ms, retries: 1000}
                """.formatted(script));

        killAndResume("command", file.toString());

        try (Study study = Study.open(OpenOptions.of("killed").withRoot(root))) {
            check(study);
        }
        assertThat(processesOfThisStudy()).isEmpty();
    }

    @Test
    void losesNothingThatAProgramWithARecordOfItsOwnWasToldOrTold() throws Exception {
        Path own = root.resolve("own.txt");
        int trials = killAndResume(
                ASKED_PER_ROUND,
                n -> start(AskTellProcess.class, root.toString(), "asked", Integer.toString(n), own.toString()));

        Map<Integer, AskTellProcess.Entry> entries = AskTellProcess.read(own);
        try (Study study = Study.open(OpenOptions.of("asked").withRoot(root))) {
            assertThat(study.trials()).as("seed %d", SEED).hasSizeBetween(trials, trials + 2); // three threads ask
            assertThat(study.view().running()).isEmpty();
            for (TrialRecord trial : study.trials()) {
                double x = (Double) trial.params().get("x");
                AskTellProcess.Entry entry = entries.remove(trial.number());
                assertThat(trial.state()).isEqualTo(TrialState.COMPLETE);
                assertThat(trial.value()).isEqualTo(AskTellProcess.loss(x));
                assertThat(entry).as("trial %d in the record", trial.number()).isNotNull();
                assertThat(entry.told()).isEqualTo(Double.toString(trial.value()));
                assertThat(entry.asked()).isIn("", Double.toString(x)); // empty: killed between the ask and the note
            }
            assertThat(entries).as("what only the record knows").isEmpty();
            assertThat(study.replay().verify().isGreen())
                    .as(study.replay().verify().toString())
                    .isTrue();
        }
    }

    /** Starts a process that finishes a number of trials. */
    private interface Start {
        Process until(int trials) throws IOException;
    }

    /** Returns how many trials were asked for in the end. */
    private int killAndResume(String kind, String study) throws Exception {
        return killAndResume(
                TRIALS_PER_ROUND,
                trials -> start(StudyProcess.class, kind, root.toString(), study, Integer.toString(trials)));
    }

    /**
     * A process that ended before its kill is none. Every fourth kill is timed from the start of the process; the others come when
     * the log has grown by so many bytes, however slow the machine is.
     */
    private int killAndResume(int perRound, Start start) throws Exception {
        Random random = new Random(SEED);
        int rounds = 0;
        int ended = 0;
        for (int kills = 0; kills < KILLS; rounds++) {
            Process process = start.until((rounds + 1) * perRound);
            boolean early = kills % 4 == 0;
            int delay = early ? 300 + random.nextInt(2500) : random.nextInt(50);
            if (!early) {
                long grown = logSize() + 1 + random.nextInt(12_000);
                Eventually.holds("the log grows, or it ends", PATIENCE, () -> !process.isAlive() || logSize() >= grown);
            }
            if (!process.waitFor(delay, TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
                kills++;
            } else {
                assertThat(process.exitValue())
                        .as("seed %d, output %s", SEED, collect())
                        .isZero();
                ended++;
            }
            collect();
        }
        Process last = start.until(rounds * perRound);
        int exitCode = last.waitFor();
        assertThat(exitCode).as("seed %d, output %s", SEED, collect()).isZero();
        System.out.println(
                KILLS + " kills and " + ended + " ends, seed " + SEED + ", " + rounds * perRound + " trials");
        finished = rounds * perRound;
        return finished;
    }

    /** Of all epochs, in bytes. */
    private long logSize() {
        return Stream.of("killed", "asked")
                .flatMap(name -> LedgerFiles.list(root.resolve(name).resolve("ledger")).values().stream())
                .mapToLong(file -> file.toFile().length())
                .sum();
    }

    private Process start(Class<?> main, String... words) throws IOException {
        ProcessBuilder builder = JavaProcess.here(main, List.of(words));
        builder.environment().put("STARTS", root.resolve("starts.txt").toString());
        return builder.redirectErrorStream(true)
                .redirectOutput(output().toFile())
                .start();
    }

    private Path output() {
        return root.resolve("output.txt");
    }

    private List<String> collect() throws IOException {
        List<String> lines = Files.readAllLines(output());
        for (String line : lines) {
            if (line.matches("told \\d+")) {
                told.add(Integer.valueOf(line.substring(5)));
            }
        }
        return lines;
    }

    private void check(Study study) throws IOException {
        assertThat(study.finishedTrials()).as("seed %d", SEED).isEqualTo(finished);
        for (int number : told) {
            assertThat(study.trial(number).state().isFinished())
                    .as("trial %d was told", number)
                    .isTrue();
        }
        assertThat(study.view().running()).isEmpty();
        List<String> starts = Files.readAllLines(root.resolve("starts.txt"));
        assertThat(starts).as("no attempt ran twice").doesNotHaveDuplicates();
        assertThat(study.trials()).extracting(TrialRecord::number).doesNotHaveDuplicates();
        assertThat(study.replay().verify().isGreen())
                .as(study.replay().verify().toString())
                .isTrue();
    }

    private List<String> processesOfThisStudy() throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> processes = Files.list(Path.of("/proc"))) {
            for (Path process : processes.toList()) {
                Path environment = process.resolve("environ");
                if (Files.isReadable(environment) && contains(environment, root.toString())) {
                    found.add(process.getFileName().toString());
                }
            }
        }
        found.remove(Long.toString(ProcessHandle.current().pid()));
        return found;
    }

    private static boolean contains(Path file, String text) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains(text);
        } catch (IOException e) {
            return false; // it ended meanwhile
        }
    }
}
