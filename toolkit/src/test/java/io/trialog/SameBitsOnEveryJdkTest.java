package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.testing.JavaProcess;
import io.trialog.testing.SameBits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class SameBitsOnEveryJdkTest {

    @Test
    void aWholeStudyIsTheSameBitForBitOnEveryJdkOfThisMachine() throws Exception {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> others = jdksBeside(home);
        assumeTrue(!others.isEmpty(), "There is no other JDK beside " + home + ".");
        String here = JavaProcess.output(JavaProcess.here(SameBits.class, List.of()));

        assertThat(here.lines()).hasSizeGreaterThanOrEqualTo(120);
        for (Path other : others) {
            String there = JavaProcess.output(JavaProcess.of(other, SameBits.class, List.of()));

            assertThat(withoutWarnings(there)).as("study on %s", other).isEqualTo(withoutWarnings(here));
        }
    }

    @Test
    void aWholeStudyIsTheSameInterpretedAndCompiled() throws Exception {
        ProcessBuilder interpreted = JavaProcess.here(SameBits.class, List.of());
        interpreted.command().add(1, "-Xint");

        assertThat(JavaProcess.output(interpreted))
                .isEqualTo(JavaProcess.output(JavaProcess.here(SameBits.class, List.of())));
    }

    private static List<Path> jdksBeside(Path home) throws IOException {
        try (Stream<Path> homes = Files.list(home.getParent())) {
            return homes.filter(other -> Files.isExecutable(other.resolve("bin/java")))
                    .map(SameBitsOnEveryJdkTest::real)
                    .distinct()
                    .filter(other -> !other.equals(home))
                    .filter(other -> feature(other) >= 17)
                    .toList();
        }
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

    private static String withoutWarnings(String output) {
        return String.join(
                "\n",
                output.lines().filter(line -> line.matches("\\d+ [A-Z]+ .*")).toList());
    }
}
