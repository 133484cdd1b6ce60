package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.journal.store.Studies.Opened;
import io.trialog.study.Durability;
import java.io.BufferedReader;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Real processes that are killed and stopped in the middle of their work. */
@Tag("processes")
class ProcessesTest {

    private static final boolean FULL = Boolean.getBoolean("trialog.full");

    @TempDir
    Path directory;

    private Process start(Path study, Durability level) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(argument -> argument.startsWith("--add-"))
                .forEach(command::add);
        command.addAll(List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-cp"));
        command.addAll(List.of(
                System.getProperty("java.class.path"),
                AppendingProgram.class.getName(),
                study.toString(),
                level.name()));
        return new ProcessBuilder(command).redirectErrorStream(true).start();
    }

    private static void signal(String name, Process process) throws IOException, InterruptedException {
        assertThat(new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                        .start()
                        .waitFor())
                .isZero();
    }

    @Test
    void noAcknowledgedEventIsLostHoweverOftenTheControllerIsKilled() throws Exception {
        Path study = directory.resolve("study");
        long seed = 11;
        SplittableRandom random = new SplittableRandom(seed);
        int rounds = FULL ? 100 : 20;
        for (int round = 0; round < rounds; round++) {
            Process process = start(study, round % 3 == 2 ? Durability.LEDGER : Durability.FULL);
            long acknowledged = -1;
            try (BufferedReader lines = process.inputReader()) {
                int stopAfter = random.nextInt(1, 200);
                for (int i = 0; i < stopAfter; i++) {
                    String line = lines.readLine();
                    assertThat(line).as("seed %s, round %s", seed, round).matches("\\d+");
                    acknowledged = Long.parseLong(line);
                }
                signal("KILL", process); // destroyForcibly would throw away what is still in the pipe
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    acknowledged = line.matches("\\d+") ? Math.max(acknowledged, Long.parseLong(line)) : acknowledged;
                }
                process.waitFor();
            }
            try (Opened opened = Studies.open(study, null)) {
                assertThat(opened.opened().head().seq())
                        .as("seed %s, round %s", seed, round)
                        .isGreaterThan(acknowledged);
            }
        }
        assertThat(LogCheck.of(study, Map.of(), event -> {}).failure()).isEmpty();
    }

    @Test
    void aStoppedControllerThatWakesUpAfterATakeoverFindsOutAndDoesNoHarm() throws Exception {
        for (int round = 0; round < (FULL ? 20 : 2); round++) {
            Path study = directory.resolve("study-" + round);
            Process process = start(study, Durability.FULL);
            try (BufferedReader lines = process.inputReader()) {
                for (int i = 0; i < 20 + 7 * round; i++) {
                    assertThat(lines.readLine()).matches("\\d+");
                }
                signal("STOP", process);
                OpenRequest request = Studies.request(study, Durability.FULL);
                Opened second = Studies.open(request.withMode(OpenRequest.Mode.TAKEOVER));
                signal("CONT", process);
                String last = "";
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    last = line;
                }
                assertThat(last).startsWith("REFUSED").contains("was fenced off");
                Studies.report(second.journal(), 0, 5);
                second.close();
            } finally {
                process.destroyForcibly();
            }
            LogCheck verification = LogCheck.of(study, Map.of(), event -> {});
            assertThat(verification.findings()).isEmpty();
            assertThat(verification.failure()).isEmpty();
        }
    }
}
