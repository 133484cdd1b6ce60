package io.trialog.internal.format;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretNamesTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "TOKEN",
                "WANDB_API_KEY",
                "api-key",
                "--api-key",
                "apiKey",
                "AWS_SECRET_ACCESS_KEY",
                "smtp.password",
                "DB_PASSWORD_1",
                "CLIENT_SECRET",
                "my_passwd"
            })
    void namesOfSecretsAreKnown(String name) {
        assertThat(SecretNames.isSecret(name)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "tokens",
                "token_dim",
                "monkey",
                "keyboard",
                "lr",
                "KEY_FILE",
                "TOKENIZERS_PARALLELISM",
                "",
                "max_tokens"
            })
    void otherNamesAreNone(String name) {
        assertThat(SecretNames.isSecret(name)).isFalse();
    }
}
