package io.trialog.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.RefusedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SecretReferenceTest {

    @TempDir
    private Path directory;

    private static SecretReference reference(String key, String name) {
        return Objects.requireNonNull(SecretReference.of(Map.of(key, name)));
    }

    private Path file(String text, String mode) throws IOException {
        Path file = Files.writeString(directory.resolve("token"), text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }

    @Test
    void aVariableIsLookedUpWhenTheSecretIsRead() {
        Secret secret = reference("env", "APPLE_TOKEN").read(Map.of("APPLE_TOKEN", " s3cret\n"));

        assertThat(secret.reveal()).isEqualTo("s3cret");
    }

    @Test
    void aVariableThatIsNotSetIsNamed() {
        assertThatThrownBy(() -> reference("env", "APPLE_TOKEN").read(Map.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessage("The environment variable APPLE_TOKEN must hold a secret, but is not set."
                        + "\nMaybe export APPLE_TOKEN before Trialog is started.");
    }

    @Test
    void aFileOfMode600IsRead() throws IOException {
        Path file = file("s3cret\n", "rw-------");

        assertThat(reference("file", file.toString()).read(Map.of()).reveal()).isEqualTo("s3cret");
    }

    @Test
    void aKeyFindsTheSecretInALargerFile() throws IOException {
        Path file = directory.resolve("config.yaml");
        Files.writeString(file, """
                slack: {channel: x}
                notifications:
                    # webhook: not this
                    webhook: "https://example.org/#a"   # ours
                    plain: abc # def
                paths: {}
                """);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));

        assertThat(part(file, "notifications.webhook").read().reveal()).isEqualTo("https://example.org/#a");
        assertThat(part(file, "notifications.plain").read().reveal()).isEqualTo("abc");
        assertThat(part(file, "notifications.plain").isPart()).isTrue();
        assertThatThrownBy(() -> part(file, "notifications.none").read()).hasMessageContaining("is empty");
        assertThatThrownBy(() -> part(file, "slack").read()).hasMessageContaining("is empty");
    }

    private static SecretReference part(Path file, String key) {
        Map<String, Object> map = Map.of("file", file.toString(), "key", key);
        SecretReference reference = Objects.requireNonNull(SecretReference.of(map));
        assertThat(reference.toMap()).isEqualTo(map);
        return reference;
    }

    @Test
    void aFileBelowTheHomeDirectoryIsFoundWhenItIsRead() throws IOException {
        file("s3cret", "r--------");

        Secret secret = reference("file", "~/token").read(Map.of("HOME", directory.toString()));

        assertThat(secret.reveal()).isEqualTo("s3cret");
    }

    @ParameterizedTest
    @ValueSource(strings = {"rw-r-----", "rw----r--", "rw--w----"})
    void aFileThatOthersMayReadOrWriteIsRefusedWithoutItsText(String mode) throws IOException {
        Path file = file("s3cret", mode);

        assertThatThrownBy(() -> reference("file", file.toString()).read(Map.of()))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(
                        file + " must hold a secret, but can be read or written by others: its mode is 06")
                .hasMessageContaining("chmod 600")
                .hasMessageNotContaining("s3cret");
    }

    @Test
    void aMissingFileAndADirectoryAreRefused() {
        assertThatThrownBy(() -> reference("file", directory + "/none").read(Map.of()))
                .hasMessageContaining("but is not there");
        assertThatThrownBy(() -> reference("file", directory.toString()).read(Map.of()))
                .hasMessageContaining("but is no file");
    }

    @Test
    void whatIsNoReferenceIsNone() {
        for (Object value : List.of(
                "s3cret",
                Map.of(),
                Map.of("env", "A B"),
                Map.of("env", "A", "file", "/a"),
                Map.of("file", "relative"),
                Map.of("file", "/a\nb"),
                Map.of("value", "s3cret"))) {
            assertThat(SecretReference.of(value)).as("%s", value).isNull();
        }
    }

    @Test
    void aReferenceIsWrittenAsItWasRead() {
        SecretReference reference = reference("env", "APPLE_TOKEN");

        assertThat(SecretReference.of(reference.toMap())).isEqualTo(reference);
        assertThat(reference).hasToString("{env: APPLE_TOKEN}");
    }

    @Test
    void aSecretIsHiddenInTextsAndAddresses() {
        Secret secret = reference("env", "T").read(Map.of("T", "a/b c"));

        assertThat(secret).hasToString("***");
        assertThat(secret.mask("a/b c was sent to https://host/?t=a%2Fb+c"))
                .isEqualTo("*** was sent to https://host/?t=***");
    }

    @Test
    void anOptionTakesAReferenceAndNeverShowsALiteral() {
        Option option = Option.secret("address", "Where messages go.");

        OptionValues values = OptionValues.of("apple", List.of(option), Map.of("address", Map.of("env", "T")));

        assertThat(values.secret("address").read(Map.of("T", "s3cret")).reveal())
                .isEqualTo("s3cret");
        assertThatThrownBy(() -> OptionValues.of("apple", List.of(option), Map.of("address", "s3cret")))
                .hasMessageContaining("must be a reference to a secret")
                .hasMessageNotContaining("s3cret");
    }
}
