package io.trialog.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A cluster with a scheduler of its own making, whose commands are the small programs of {@code toy.py}. Jobs run as processes of
 * this machine. Linux with a python3 only.
 */
public final class ToyCluster implements AutoCloseable {

    private static final List<String> PROGRAMS = List.of("toyadd", "toyls", "toyrm", "toysig", "toylog", "toyinfo");

    private final Path home;

    private ToyCluster(Path home) {
        this.home = home;
    }

    /** A cluster without jobs, whose files lie in a new directory. */
    public static ToyCluster in(Path directory) {
        ToyCluster toy = new ToyCluster(directory.toAbsolutePath());
        try {
            for (String name : List.of("jobs", "scripts")) {
                Files.createDirectories(toy.home.resolve(name));
            }
            FakePrograms.install(toy.home, "/io/trialog/testing/toy/toy.py", PROGRAMS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return toy;
    }

    /** The environment of this process, in which the commands of the cluster are found. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.put("PATH", home.resolve("bin") + ":" + System.getenv("PATH"));
        return environment;
    }

    /** Further submissions are refused with this exit code and complaint. */
    public void refuse(int code, String complaint) throws IOException {
        Files.writeString(home.resolve("refuse"), code + " " + complaint);
    }

    /** A switch of {@code toy.py}: hang, forget, full. */
    public void set(String name, boolean on) throws IOException {
        Path file = home.resolve(name);
        if (on) {
            Files.createFile(file);
        } else {
            Files.delete(file);
        }
    }

    /** Runs one of the commands. */
    public CommandOutput run(String program, String... arguments) {
        List<String> words =
                new ArrayList<>(List.of(home.resolve("bin").resolve(program).toString()));
        words.addAll(List.of(arguments));
        return CommandOutput.of(environment(), "", words);
    }

    /** Ends all jobs; the directory stays. */
    @Override
    public void close() {
        try (var jobs = Files.list(home.resolve("jobs"))) {
            run("toyrm", jobs.map(job -> job.getFileName().toString()).toArray(String[]::new));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
