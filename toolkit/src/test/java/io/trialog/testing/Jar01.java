package io.trialog.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The jar of Trialog 0.1, built from the commit that made it: for tests of what today's Trialog makes of its studies. It is
 * built once per JVM, under {@code -Pfull} only. A test that asks for it is skipped, saying why, where that can't be done.
 */
public final class Jar01 {

    /** The last commit of 0.1. */
    public static final String COMMIT = "870608d";

    private static @Nullable Path jar;

    private Jar01() {}

    /** The jar with all classes of 0.1; skips the calling test if it can't be had here. */
    public static synchronized Path get() {
        assumeTrue(Boolean.getBoolean("trialog.full"), "The jar of 0.1 is built under -Pfull only.");
        assumeTrue(hasCommit(), "The jar of 0.1 needs git and the commit " + COMMIT + ".");
        Path built = jar;
        if (built == null) {
            built = build();
            jar = built;
        }
        return built;
    }

    private static boolean hasCommit() {
        try {
            return CommandOutput.of(
                                    Map.of(),
                                    "",
                                    List.of("git", "rev-parse", "--verify", "--quiet", COMMIT + "^{commit}"))
                            .code()
                    == 0;
        } catch (UncheckedIOException e) {
            return false; // there is no git
        }
    }

    private static Path build() {
        try {
            Path home = Files.createTempDirectory("trialog-0.1-");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(home), "trialog-jar-01"));
            String top = output("git", "rev-parse", "--show-toplevel");
            String archive = home.resolve("source.tar").toString();
            output("git", "-C", top, "archive", "--format=tar", "--output=" + archive, COMMIT);
            output("tar", "-C", home.toString(), "-xf", archive);
            output(
                    home.resolve("mvnw").toString(),
                    "-f",
                    home.resolve("pom.xml").toString(),
                    "-B",
                    "-ntp",
                    "-q",
                    "package",
                    "-DskipTests");
            return only(home.resolve("toolkit/target"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String output(String... command) {
        return CommandOutput.of(Map.of(), "", List.of(command)).line();
    }

    private static Path only(Path target) throws IOException {
        List<Path> jars = new ArrayList<>();
        try (Stream<Path> files = Files.list(target)) {
            files.filter(file -> file.getFileName().toString().matches("trialog-0\\.1\\.[^-]*(-SNAPSHOT)?\\.jar"))
                    .forEach(jars::add);
        }
        if (jars.size() != 1) {
            throw new IllegalStateException("There must be one jar of 0.1 in " + target + ", but there are " + jars);
        }
        return jars.get(0);
    }

    private static void delete(Path directory) {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
