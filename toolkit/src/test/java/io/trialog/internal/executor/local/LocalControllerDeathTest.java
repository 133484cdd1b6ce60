package io.trialog.internal.executor.local;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobStatus;
import io.trialog.testing.Leftovers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Controllers are JVMs of their own here, and are killed. */
@Tag("processes")
final class LocalControllerDeathTest {

    @TempDir
    Path folder;

    /** What the JVMs run: {@code submit DIRECTORY TOKEN LIMIT} or {@code watch DIRECTORY TOKEN}. */
    public static final class Controller {

        private Controller() {}

        public static void main(String[] args) throws Exception {
            Path directory = Path.of(args[1]);
            try (Executor executor = new LocalExecutor(System.getenv(), Map.of())) {
                if (args[0].equals("submit")) {
                    String line = "sleep 300 & while [ ! -e go ]; do sleep 0.05; done; echo once >>count; exit 3";
                    Duration limit = args.length > 3 ? Duration.parse(args[3]) : null;
                    executor.submit(new JobSpec(
                            args[2],
                            "orphan",
                            List.of("sh", "-c", line),
                            directory,
                            directory,
                            Map.of(),
                            limit,
                            Duration.ofSeconds(1),
                            Map.of()));
                    Files.createFile(directory.resolve("submitted"));
                    TimeUnit.MINUTES.sleep(5);
                } else {
                    watch(executor, executor.find(args[2], directory), directory);
                }
            }
        }

        private static void watch(Executor executor, JobHandle job, Path directory) throws Exception {
            Files.createFile(directory.resolve("go"));
            JobStatus status = executor.poll(List.of(job)).get(job.token());
            while (!status.state().isFinal()) {
                TimeUnit.MILLISECONDS.sleep(20);
                status = executor.poll(List.of(job)).get(job.token());
            }
            Files.writeString(directory.resolve("seen"), status.state() + " " + status.exitCode());
        }
    }

    @Test
    void aJobSurvivesItsControllerAndANewOneSeesItsEnd() throws Exception {
        String token = "orphan-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        Process first = submitted(token);

        first.destroyForcibly().waitFor();
        assertThat(jvm("watch", folder.toString(), token).waitFor()).isEqualTo(0);

        assertThat(folder.resolve("seen")).hasContent("EXITED 3");
        assertThat(folder.resolve("count")).hasContent("once");
        assertThat(Leftovers.of(token)).isEmpty();
    }

    @Test
    void theTimeLimitIsKeptWithoutAnyController() throws Exception {
        String token = "limited-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        Process first = submitted(token, "PT2S");

        first.destroyForcibly().waitFor();

        long deadline = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.exists(folder.resolve("exit.json"))) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            TimeUnit.MILLISECONDS.sleep(50);
        }
        assertThat(Files.readString(folder.resolve("exit.json"))).contains("\"timed_out\":true");
        assertThat(Leftovers.of(token)).isEmpty();
    }

    private Process submitted(String token, String... limit) throws Exception {
        String[] args = limit.length == 0
                ? new String[] {"submit", folder.toString(), token}
                : new String[] {"submit", folder.toString(), token, limit[0]};
        Process controller = jvm(args);
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!Files.exists(folder.resolve("submitted"))) {
            assertThat(System.nanoTime()).as("deadline").isLessThan(deadline);
            assertThat(controller.isAlive()).isTrue();
            TimeUnit.MILLISECONDS.sleep(20);
        }
        return controller;
    }

    private static Process jvm(String... args) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                Controller.class.getName()));
        command.addAll(List.of(args));
        return new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.INHERIT)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }
}
