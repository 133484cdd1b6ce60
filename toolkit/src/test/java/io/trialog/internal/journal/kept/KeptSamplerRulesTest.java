package io.trialog.internal.journal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.journal.kept.KeptSamplerRules.KeptRule;
import io.trialog.study.ReplayResult;
import java.io.IOException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each sampler proposes by each of its rules what it proposed when the rule was new. */
class KeptSamplerRulesTest {

    static Stream<KeptRule> rules() {
        return KeptSamplerRules.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void itsKeptLogHasTheSameBits(KeptRule kept) throws IOException {
        assertThat(kept.file())
                .as("%s needs a kept log.%nMaybe run KeptSamplerRules once.", kept)
                .exists();

        ReplayResult result = KeptRuleStudy.again(kept.file());

        assertThat(result.differences())
                .as("%s proposes otherwise than it did: raise the rule, and keep this one.", kept)
                .isEmpty();
        assertThat(result.notDerived()).isEmpty();
        assertThat(result.asks()).isEqualTo(40);
    }

    @Test
    @Tag("processes")
    void everyJdkOfThisMachineDerivesThemAgain() throws Exception {
        KeptRuleStudy.requireSameBitsOnEveryJdk(rules().map(KeptRule::file));
    }
}
