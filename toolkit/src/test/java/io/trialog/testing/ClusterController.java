package io.trialog.testing;

import com.sun.management.OperatingSystemMXBean;
import io.trialog.Study;
import io.trialog.study.OpenOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A controller of a study on a cluster in a process of its own. Prints {@code told N} for every trial that ended, notes, and
 * what it uses, when asked and in the end; obeys {@code parallel N}, {@code cancel N} and {@code figures} on its standard input.
 */
public final class ClusterController {

    private ClusterController() {}

    /** Arguments: studies root, study file or name, number of trials. */
    public static void main(String[] args) {
        OpenOptions options = OpenOptions.of(args[1]).withRoot(Path.of(args[0]));
        try (Study study = Study.open(options)) {
            study.onNotice(note -> System.out.println("note " + note));
            study.onTrialFinished(trial -> System.out.println("told " + trial.number() + " " + trial.state()));
            Thread commands = new Thread(() -> obey(study), "test-commands");
            commands.setDaemon(true);
            commands.start();
            study.optimize(Integer.parseInt(args[2]));
            printFigures();
        }
        System.out.println("done");
    }

    private static void obey(Study study) {
        try (BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                if (line.equals("figures")) {
                    printFigures();
                } else if (line.startsWith("cancel ")) {
                    study.cancel(Integer.parseInt(line.substring("cancel ".length())));
                    System.out.println("asked to " + line);
                } else {
                    study.parallelism(Integer.parseInt(line.substring("parallel ".length())));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code figures CPU_MS WALL_MS THREADS OPEN_FILES USED_BYTES}, the memory after a collection. */
    private static void printFigures() {
        System.gc();
        Runtime memory = Runtime.getRuntime();
        OperatingSystemMXBean system =
                Objects.requireNonNull(ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class));
        System.out.println(String.format(
                Locale.ROOT,
                "figures %d %d %d %d %d",
                system.getProcessCpuTime() / 1_000_000,
                System.nanoTime() / 1_000_000,
                Thread.activeCount(),
                openFiles(),
                memory.totalMemory() - memory.freeMemory()));
    }

    /** The least of ten readings within a second: the pipes of a command that runs just now are no leak. */
    private static long openFiles() {
        long least = Long.MAX_VALUE;
        for (int reading = 0; reading < 10; reading++) {
            try (Stream<Path> files = Files.list(Path.of("/proc/self/fd"))) {
                least = Math.min(least, files.count());
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return least;
    }
}
