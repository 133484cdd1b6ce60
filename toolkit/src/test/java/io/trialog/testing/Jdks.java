package io.trialog.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The JDKs of this machine. */
public final class Jdks {

    private static final int OLDEST = 17;

    private Jdks() {}

    /** That of this process. */
    public static Path here() {
        return real(Path.of(System.getProperty("java.home")));
    }

    /** Those beside that of this process, of version 17 or later. */
    public static List<Path> others() throws IOException {
        Path home = here();
        try (Stream<Path> homes = Files.list(home.getParent())) {
            return homes.filter(other -> Files.isExecutable(other.resolve("bin/java")))
                    .map(Jdks::real)
                    .distinct()
                    .filter(other -> !other.equals(home))
                    .filter(other -> feature(other) >= OLDEST)
                    .toList();
        }
    }

    /** All of them. */
    public static List<Path> all() throws IOException {
        List<Path> all = new ArrayList<>(List.of(here()));
        all.addAll(others());
        return all;
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            return path;
        }
    }

    private static int feature(Path home) {
        try {
            String release = Files.readString(home.resolve("release"));
            return Integer.parseInt(release.replaceAll("(?s).*JAVA_VERSION=\"(\\d+).*", "$1"));
        } catch (IOException | NumberFormatException e) {
            return 0;
        }
    }
}
