package io.trialog.internal.executor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.executor.cluster.array.ArrayExecutor;
import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.format.ShellWords;
import io.trialog.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a place does is decided once, by one rename that carries its job. */
class PlaceClaimTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path folder;

    private PlaceDirectory places;

    @BeforeEach
    void makeDirectory() throws IOException {
        places = PlaceDirectory.create(folder.resolve("it's a \"batch\""));
    }

    @Test
    void ofControllersThatTakeAPlaceAtOnceOneGetsItAndAllSeeItsJob() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try {
            for (int place = 0; place < 100; place++) {
                String name = "7_" + place;
                List<Callable<Boolean>> controllers = new ArrayList<>();
                for (int controller = 0; controller < 4; controller++) {
                    Path script = Path.of("/studies/trial-" + place + "/controller-" + controller);
                    controllers.add(() -> new PlaceDirectory(places.home()).assign(name, script));
                }
                List<Integer> winners = new ArrayList<>();
                List<Future<Boolean>> answers = threads.invokeAll(controllers);
                for (int controller = 0; controller < 4; controller++) {
                    if (answers.get(controller).get()) {
                        winners.add(controller);
                    }
                }
                assertThat(winners).hasSize(1);
                assertThat(places.holderOf(Path.of("/studies/trial-" + place + "/controller-" + winners.get(0))))
                        .isEqualTo(name);
            }
        } finally {
            threads.shutdownNow();
        }
        assertThat(filesIn("offers")).as("nothing is left").isEmpty();
    }

    @Test
    void aPlaceThatWasReleasedGetsNoJobAndOneThatHasAJobIsNotReleased() throws Exception {
        places.release("7_1");
        assertThat(places.assign("7_1", Path.of("/studies/a"))).isFalse();

        assertThat(places.assign("7_2", Path.of("/studies/b"))).isTrue();
        places.release("7_2");
        assertThat(places.holderOf(Path.of("/studies/b"))).isEqualTo("7_2");
    }

    @Test
    void aPlaceThatIsTakenDoesNotWaitAnyMoreWhateverItsControllerLeft() throws Exception {
        places.assign("7_3", Path.of("/studies/a"));
        Files.writeString(places.home().resolve("waiting/7_3"), "n1\n"); // killed before it removed that

        Files.writeString(places.home().resolve("waiting/7_4"), "n1\n");

        assertThat(places.waiting()).containsExactly("7_4");
    }

    /** The places leave just when they are assigned a job: each runs its job or leaves, and the controller knows which. */
    @Test
    void aPlaceThatLeavesWhileItIsTakenRunsItsJobOrHasNone() throws Exception {
        Path script = Files.writeString(
                folder.resolve("slot.sh"),
                JobScript.fill(
                        ArrayExecutor.class,
                        "slot.sh",
                        Map.of(
                                "directives",
                                "# none",
                                "beginning",
                                "",
                                "place",
                                "\"7_$PLACE\"",
                                "node",
                                "n1",
                                "home",
                                ShellWords.quote(places.home().toString()),
                                "patience",
                                "0")));
        Map<Integer, Process> started = new TreeMap<>();
        Map<Integer, Boolean> assigned = new TreeMap<>();
        for (int place = 0; place < 24; place++) {
            started.put(place, place(script, place));
        }
        for (int place = 0; place < 24; place++) {
            String name = "7_" + place;
            Process process = started.get(place);
            Eventually.holds(
                    "the place waits or has left",
                    PATIENCE,
                    () -> !process.isAlive()
                            || Files.exists(places.home().resolve("waiting").resolve(name)));
            TimeUnit.MILLISECONDS.sleep(place * 10L);
            assigned.put(place, places.assign(name, job(place)));
        }
        for (Map.Entry<Integer, Process> one : started.entrySet()) {
            assertThat(one.getValue().waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS))
                    .isTrue();
            assertThat(one.getValue().exitValue()).isZero();
            assertThat(Files.exists(folder.resolve("ran-" + one.getKey())))
                    .as("place " + one.getKey())
                    .isEqualTo(assigned.get(one.getKey()));
        }
        assertThat(filesIn("waiting")).isEmpty();
    }

    private Path job(int place) throws IOException {
        Path directory = Files.createDirectories(folder.resolve("trial " + place));
        return Files.writeString(directory.resolve("job.sh"), ": >../ran-" + place + "\n");
    }

    private static Process place(Path script, int place) throws IOException {
        ProcessBuilder builder = new ProcessBuilder("sh", script.toString());
        builder.environment().put("PLACE", Integer.toString(place));
        builder.redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        return builder.start();
    }

    private List<String> filesIn(String name) throws IOException {
        try (Stream<Path> files = Files.list(places.home().resolve(name))) {
            return files.map(file -> file.getFileName().toString()).toList();
        }
    }
}
