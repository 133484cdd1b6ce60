package io.trialog.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ThisUserTest {

    @TempDir
    private Path directory;

    @Test
    void theNumberIsThatOfTheOwnerOfWhatThisProcessMakes() throws Exception {
        assertThat(Files.getAttribute(Files.createFile(directory.resolve("x")), "unix:uid"))
                .hasToString(Long.toString(ThisUser.number()));
    }

    @Test
    void settingsLieBelowTheHomeDirectoryUnlessAVariableNamesAnotherPlace() {
        assertThat(ThisUser.settings(Map.of("HOME", "/home/me"))).isEqualTo(Path.of("/home/me/.config"));
        assertThat(ThisUser.settings(Map.of("HOME", "/home/me", "XDG_CONFIG_HOME", "/conf")))
                .isEqualTo(Path.of("/conf"));
        assertThat(ThisUser.settings(Map.of("HOME", "/home/me", "XDG_CONFIG_HOME", "relative")))
                .isEqualTo(Path.of("/home/me/.config"));
    }
}
