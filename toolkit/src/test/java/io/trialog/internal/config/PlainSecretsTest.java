package io.trialog.internal.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.Objection;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlainSecretsTest {

    private final Notes notes = new Notes();
    private final PlainSecrets secrets = new PlainSecrets(notes);

    private List<String> rules() {
        return notes.objections().stream().map(Objection::text).toList();
    }

    @Test
    void aVariableThatACommandSetsToASecretIsRefusedAndNotShown() {
        secrets.check("a.yaml:1", "WANDB_API_KEY=s3cret");

        assertThat(rules())
                .singleElement()
                .asString()
                .contains("under the name WANDB_API_KEY", "WANDB_API_KEY=${envvar:WANDB_API_KEY}")
                .doesNotContain("s3cret");
    }

    @Test
    void anOptionUnderSuchANameIsNotedAndNotShown() {
        secrets.check("a.yaml:1", "--api-key=s3cret");

        assertThat(rules()).isEmpty();
        assertThat(notes.list())
                .singleElement()
                .asString()
                .contains("under the name api-key", "Maybe export it, and write --api-key=${envvar:API_KEY}.")
                .doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"export HF_TOKEN=s3cret", "A=1; DB_PASSWORD='s3cret' x", "WANDB_API_KEY=s3cret"})
    void aLineOfEnvSetupThatSetsASecretIsRefusedAndNotShown(String line) {
        secrets.checkShell("a.yaml:1", line);

        assertThat(rules()).singleElement().asString().doesNotContain("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"export HF_TOKEN=$(cat ~/.hf)", "export HF_TOKEN=\"$TOKEN\"", "module load cuda", "LR=0.1"})
    void linesThatLookASecretUpAreFine(String line) {
        secrets.checkShell("a.yaml:1", line);

        assertThat(rules()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--token=${envvar:T}", "--lr=0.1", "--tokens=128", "KEY", "--key", "a=b"})
    void otherElementsAreFine(String element) {
        secrets.check("a.yaml:1", element);

        assertThat(rules()).isEmpty();
        assertThat(notes.list()).isEmpty();
    }
}
