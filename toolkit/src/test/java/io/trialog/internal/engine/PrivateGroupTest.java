package io.trialog.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.file.FileAccess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PrivateGroupTest {

    @TempDir
    private Path directory;

    private PrivateGroup groups;

    @BeforeEach
    void machine() throws IOException {
        Path group = Files.writeString(directory.resolve("group"), """
                root:x:0:
                ann:x:1000:
                ann-and-root:x:1001:ann,root
                team:x:1002:ann,bob
                users:x:100:
                """);
        Path passwd = Files.writeString(directory.resolve("passwd"), """
                root:x:0:0:root:/root:/bin/sh
                ann:x:1000:1000::/home/ann:/bin/sh
                bob:x:1003:100::/home/bob:/bin/sh
                """);
        groups = new PrivateGroup(group, passwd, "ann", 1000);
    }

    private boolean isPrivate(long gid, String group) {
        return groups.is(new FileAccess(1000, "ann", gid, group, 0b111_111_101));
    }

    @Test
    void aGroupWithoutOtherMembersIsPrivate() {
        assertThat(isPrivate(1000, "ann")).isTrue();
        assertThat(isPrivate(1001, "ann-and-root")).isTrue();
        assertThat(isPrivate(0, "root")).isTrue();
    }

    @Test
    void aGroupWithAnotherMemberIsNot() {
        assertThat(isPrivate(1002, "team")).isFalse();
    }

    @Test
    void norIsTheOwnGroupOfAnotherUser() {
        assertThat(isPrivate(100, "users")).isFalse();
    }

    @Test
    void ofAGroupThatTheMachineDoesNotListTheNameTells() {
        assertThat(isPrivate(70_000, "ann")).isTrue();
        assertThat(isPrivate(70_001, "proj")).isFalse();
        assertThat(isPrivate(70_001, "70001")).isFalse();
    }
}
