package io.trialog.internal.journal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.study.ReplayResult;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each pruner decides by each of its rules as it did when the rule was new. */
class KeptPrunerRulesTest {

    static Stream<Arguments> rules() {
        return PrunerCatalogue.catalogue().providers().stream()
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

        ReplayResult result = KeptRuleStudy.again(file);
        assertThat(result.differences())
                .as(
                        "The pruner '%s' decides otherwise than its rule %s did: raise the rule, and keep this one.",
                        type, rule)
                .isEmpty();
        assertThat(result.notDerived()).isEmpty();
        assertThat(result.decisions())
                .as("decisions to prune")
                .isGreaterThan(type.equals(PrunerCatalogue.NONE) ? -1 : 0);
    }

    @Test
    @Tag("processes")
    void everyJdkOfThisMachineDerivesThemAgain() throws Exception {
        KeptRuleStudy.requireSameBitsOnEveryJdk(
                rules().map(rule -> KeptPrunerRules.file((String) rule.get()[0], (Integer) rule.get()[1])));
    }
}
