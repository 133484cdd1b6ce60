package io.trialog.internal.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

class AttemptMacrosTest {

    private static final AttemptMacros MACROS = AttemptMacros.of(Path.of("/s/trials/7/attempt-2"), 7, 2);

    @Test
    void macrosCountAnywhereInAText() {
        assertThat(MACROS.fill("${trial_dir}/result-${trial}-${attempt}.json"))
                .isEqualTo("/s/trials/7/attempt-2/result-7-2.json");
        assertThat(MACROS.directory()).isEqualTo(Path.of("/s/trials/7/attempt-2"));
    }

    @Test
    void everyOtherTextStaysAsItIs() {
        for (String text :
                new String[] {"${x}", "$trial", "${Trial}", "${trial ", "${}", "${trial_number}", "${envvar:1}"}) {
            assertThat(MACROS.fill(text)).isEqualTo(text);
            assertThat(AttemptMacros.in(text)).isEmpty();
        }
    }

    @Test
    void onlyACommandHasAProgramAndVariables() {
        String text = "${program} ${envvar:HOME} ${envvar:NOPE}";

        assertThat(MACROS.fill(text)).isEqualTo(text);
        assertThat(MACROS.ofCommand("train.py", Map.of("HOME", "/home/$1")).fill(text))
                .isEqualTo("train.py /home/$1 ${envvar:NOPE}");
        assertThat(AttemptMacros.variables(text)).containsExactly("HOME", "NOPE");
    }

    @Test
    void whatAMacroStandsForIsNotLookedAtAgain() {
        assertThat(MACROS.ofCommand("${trial}", Map.of()).fill("${program}")).isEqualTo("${trial}");
    }
}
