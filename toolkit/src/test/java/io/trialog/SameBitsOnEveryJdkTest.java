package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.testing.JavaProcess;
import io.trialog.testing.Jdks;
import io.trialog.testing.SameBits;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("processes")
class SameBitsOnEveryJdkTest {

    @Test
    void aWholeStudyIsTheSameBitForBitOnEveryJdkOfThisMachine() throws Exception {
        List<Path> others = Jdks.others();
        assumeTrue(!others.isEmpty(), "There is no other JDK beside " + Jdks.here() + ".");
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

    private static String withoutWarnings(String output) {
        return String.join(
                "\n",
                output.lines().filter(line -> line.matches("\\d+ [A-Z]+ .*")).toList());
    }
}
