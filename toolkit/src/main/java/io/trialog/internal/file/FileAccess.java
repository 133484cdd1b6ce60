package io.trialog.internal.file;

import io.trialog.internal.platform.ThisUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Who owns a file or directory, and who may write it.
 *
 * @param uid the number of its owner
 * @param owner the name of its owner, or the number where it has no name
 * @param gid the number of its group
 * @param group the name of its group, or the number where it has no name
 * @param mode its permissions, the lower 12 bits of the mode
 */
public record FileAccess(long uid, String owner, long gid, String group, int mode) {

    private static final int ROOT = 0;
    private static final int PERMISSIONS = 0xFFF;
    private static final int GROUP_WRITES = 0b000_010_000;
    private static final int OTHERS_WRITE = 0b000_000_010;
    private static final int GROUP_AND_OTHERS = 0b000_111_111;

    /** What is not known to belong to anybody else: file systems without owners. */
    private static final FileAccess OWN = new FileAccess(ThisUser.number(), "", -1, "", 0b110_000_000);

    /** Returns who has access to what a path leads to, links followed. */
    public static FileAccess of(Path path) throws IOException {
        return read(path);
    }

    /** Returns who has access to what bears a name, a link itself included. */
    public static FileAccess ofName(Path path) throws IOException {
        return read(path, LinkOption.NOFOLLOW_LINKS);
    }

    private static FileAccess read(Path path, LinkOption... options) throws IOException {
        if (!path.getFileSystem().supportedFileAttributeViews().contains("unix")) {
            return OWN;
        }
        Map<String, Object> found = Files.readAttributes(path, "unix:uid,gid,mode,owner,group", options);
        return new FileAccess(
                number(found.get("uid")),
                String.valueOf(found.get("owner")),
                number(found.get("gid")),
                String.valueOf(found.get("group")),
                (int) number(found.get("mode")) & PERMISSIONS);
    }

    private static long number(@Nullable Object value) {
        return value instanceof Number number ? number.longValue() : -1;
    }

    /** Returns whether it belongs to the user of this process, or to root, who could do everything anyway. */
    public boolean isOursOrRoots() {
        return uid == ROOT || uid == ThisUser.number();
    }

    /** Returns whether it belongs to the user of this process. */
    public boolean isOurs() {
        return uid == ThisUser.number();
    }

    /** Returns whether everybody may write it. */
    public boolean isWritableByOthers() {
        return (mode & OTHERS_WRITE) != 0;
    }

    /** Returns whether its group may write it. */
    public boolean isWritableByGroup() {
        return (mode & GROUP_WRITES) != 0;
    }

    /** Returns whether nobody but its owner may do anything with it. */
    public boolean isPrivate() {
        return (mode & GROUP_AND_OTHERS) == 0;
    }

    /** Returns its permissions as {@code chmod} takes them: {@code 0600}. */
    public String modeText() {
        return String.format(Locale.ROOT, "%04o", mode);
    }
}
