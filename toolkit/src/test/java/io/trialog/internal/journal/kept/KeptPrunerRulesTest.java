package io.trialog.internal.journal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.control.Replay;
import io.trialog.internal.journal.ChainReader;
import io.trialog.internal.journal.Line;
import io.trialog.internal.option.Pruners;
import io.trialog.study.ReplayResult;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each pruner decides by each of its rules as it did when the rule was new. */
class KeptPrunerRulesTest {

    static Stream<Arguments> rules() {
        return Pruners.catalogue().providers().stream()
                .flatMap(provider -> IntStream.rangeClosed(1, provider.rule())
                        .mapToObj(rule -> Arguments.of(provider.type(), rule)));
    }

    @ParameterizedTest(name = "{0}, rule {1}")
    @MethodSource("rules")
    void itsKeptLogHasTheSameBits(String type, int rule) throws IOException {
        Path file = KeptPrunerRules.file(type, rule);
        assertThat(file)
                .as("The pruner '%s' needs a kept log of its rule %s.%nMaybe run KeptPrunerRules once.", type, rule)
                .exists();
        Replay replay = new Replay();
        ChainReader chain = new ChainReader();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                replay.accept(chain.next(new Line(line.getBytes(StandardCharsets.UTF_8), "", 0)));
            }
        }

        ReplayResult result = replay.result();
        assertThat(result.differences())
                .as(
                        "The pruner '%s' decides otherwise than its rule %s did: raise the rule, and keep this one.",
                        type, rule)
                .isEmpty();
        assertThat(result.notDerived()).isEmpty();
        assertThat(result.decisions()).as("decisions to prune").isGreaterThan(type.equals(Pruners.NONE) ? -1 : 0);
    }
}
