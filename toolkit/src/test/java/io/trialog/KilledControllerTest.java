package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.study.OpenOptions;
import io.trialog.testing.JavaProcess;
import io.trialog.testing.StudyProcess;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code kill -9} of the controller at random moments: 10 rounds per kind of trial, 50 under {@code -Pfull}. */
@Tag("processes")
class KilledControllerTest {

    private static final long SEED = 20261121;
    private static final int ROUNDS = Boolean.getBoolean("trialog.full") ? 50 : 10;
    private static final int TRIALS_PER_ROUND = 6;

    @TempDir
    Path root;

    private final Set<Integer> told = new TreeSet<>();

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

    private void killAndResume(String kind, String study) throws Exception {
        Random random = new Random(SEED);
        for (int round = 1; round <= ROUNDS; round++) {
            Process process = start(kind, study, round * TRIALS_PER_ROUND);
            boolean ended = process.waitFor(300 + random.nextInt(2500), TimeUnit.MILLISECONDS);
            if (!ended) {
                process.destroyForcibly().waitFor();
            }
            collect();
        }
        Process last = start(kind, study, ROUNDS * TRIALS_PER_ROUND);
        int exitCode = last.waitFor();
        assertThat(exitCode).as("seed %d, output %s", SEED, collect()).isZero();
    }

    private Process start(String kind, String study, int trials) throws IOException {
        ProcessBuilder builder =
                JavaProcess.here(StudyProcess.class, List.of(kind, root.toString(), study, Integer.toString(trials)));
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
        assertThat(study.finishedTrials()).as("seed %d", SEED).isEqualTo(ROUNDS * TRIALS_PER_ROUND);
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
