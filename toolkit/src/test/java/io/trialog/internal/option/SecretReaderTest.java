package io.trialog.internal.option;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlLoader;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReaderTest {

    private static Item item(String yaml) {
        return Objects.requireNonNull(YamlLoader.load(yaml, "apple.yaml"));
    }

    @Test
    void aReferenceIsRead() {
        assertThat(SecretReader.read(item("{env: APPLE_TOKEN}"), "notify.slack"))
                .hasToString("{env: APPLE_TOKEN}");
        assertThat(SecretReader.read(item("{file: ~/.apple}"), "notify.slack")).hasToString("{file: ~/.apple}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"s3cret", "{value: s3cret}", "{env: s3 cret}", "[s3cret]", "{env: {s3cret: 1}}", "{file: s3cret}"
            })
    void aLiteralIsRefusedAndNotShown(String yaml) {
        assertThatThrownBy(() -> SecretReader.read(item(yaml), "notify.slack"))
                .isInstanceOf(StudyFileException.class)
                .hasMessageStartingWith("apple.yaml:1: 'notify.slack' must be a reference to a secret: {env: NAME}")
                .hasMessageNotContainingAny("s3cret", "s3 cret");
    }

    @Test
    void aLiteralThatWasTypedIsNotShownEither() {
        Item typed = new Item.Scalar("--set notify.slack=s3cret", "s3cret", true);

        assertThatThrownBy(() -> SecretReader.read(typed, "notify.slack"))
                .hasMessageStartingWith("--set notify.slack: ")
                .hasMessageNotContaining("s3cret");
    }
}
