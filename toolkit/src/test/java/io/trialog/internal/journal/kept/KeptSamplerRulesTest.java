package io.trialog.internal.journal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.control.Replay;
import io.trialog.internal.journal.ChainReader;
import io.trialog.internal.journal.Line;
import io.trialog.internal.option.Samplers;
import io.trialog.study.ReplayResult;
import io.trialog.testing.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sampler proposes by each of its rules what it proposed when the rule was new. */
class KeptSamplerRulesTest {

    static Stream<Arguments> rules() {
        return Samplers.catalogue().providers().stream()
                .flatMap(provider -> IntStream.rangeClosed(1, provider.rule())
                        .mapToObj(rule -> Arguments.of(provider.type(), rule)));
    }

    @ParameterizedTest(name = "{0}, rule {1}")
    @MethodSource("rules")
    void itsKeptLogHasTheSameBits(String type, int rule) throws IOException {
        Path file = KeptSamplerRules.file(type, rule);
        assertThat(file)
                .as("The sampler '%s' needs a kept log of its rule %s.%nMaybe run KeptSamplerRules once.", type, rule)
                .exists();

        ReplayResult result = Derived.again(file);

        assertThat(result.differences())
                .as(
                        "The sampler '%s' proposes otherwise than its rule %s did: raise the rule, and keep this one.",
                        type, rule)
                .isEmpty();
        assertThat(result.notDerived()).isEmpty();
        assertThat(result.asks()).isEqualTo(40);
    }

    @Test
    @Tag("processes")
    void everyJdkOfThisMachineDerivesThemAgain() throws Exception {
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> jdks;
        try (Stream<Path> homes = Files.list(home.getParent())) {
            jdks = homes.filter(path ->
                            Files.isExecutable(path.resolve("bin/java")) && Files.exists(path.resolve("release")))
                    .toList();
        }
        List<String> files = rules().map(rule -> KeptSamplerRules.file((String) rule.get()[0], (Integer) rule.get()[1])
                        .toString())
                .toList();
        for (Path jdk : jdks) {
            assertThat(JavaProcess.output(JavaProcess.of(jdk, Derived.class, files)))
                    .as("under %s", jdk)
                    .contains("same bits: " + files.size());
        }
    }

    /** Derives logs again, also in a JVM of its own. */
    static final class Derived {

        private Derived() {}

        static ReplayResult again(Path file) throws IOException {
            Replay replay = new Replay();
            ChainReader chain = new ChainReader();
            try (BufferedReader lines = new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    replay.accept(chain.next(new Line(line.getBytes(StandardCharsets.UTF_8), "", 0)));
                }
            }
            return replay.result();
        }

        /**
         * Counts the logs that are derived again without a difference.
         *
         * @param args the logs
         * @throws IOException if one can't be read
         */
        public static void main(String[] args) throws IOException {
            int same = 0;
            for (String arg : args) {
                same += again(Path.of(arg)).differences().isEmpty() ? 1 : 0;
            }
            System.out.println("same bits: " + same);
        }
    }
}
