package io.trialog.internal.journal.store;

import io.trialog.internal.platform.SystemSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** The kind of file system on which a path lies, from {@code /proc/self/mountinfo} (Linux; elsewhere unknown, {@code ""}). */
public final class MountTable {

    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs4",
            "lustre",
            "gpfs",
            "beegfs",
            "cifs",
            "smb3",
            "smbfs",
            "ceph",
            "glusterfs",
            "afs",
            "9p",
            "pvfs2",
            "orangefs",
            "panfs",
            "pnfs",
            "wekafs",
            "ncpfs",
            "davfs",
            "virtiofs");
    private static final Set<String> LOCAL_FUSE = Set.of("fuseblk", "fuse.fuse-overlayfs", "fuse.ntfs-3g");

    /** Names a file in the form of {@code /proc/self/mountinfo} that is believed instead, where the kernel tells nothing. */
    public static final String PROPERTY = "trialog.mountinfo";

    private final List<String> lines;

    MountTable(List<String> lines) {
        this.lines = List.copyOf(lines);
    }

    /** The mounts of this process, or those in the file that the system property {@value #PROPERTY} names. */
    public static MountTable ofThisProcess() {
        try {
            return new MountTable(Files.readAllLines(Path.of(SystemSettings.text(PROPERTY, "/proc/self/mountinfo"))));
        } catch (IOException e) {
            return new MountTable(List.of());
        }
    }

    /** The type of the file system that holds a path, as the kernel calls it; empty if unknown. */
    public String typeOf(Path path) {
        String target = resolved(path.toAbsolutePath().normalize()).toString();
        String type = "";
        int longest = -1;
        for (String line : lines) {
            List<String> fields = List.of(line.split(" ", -1));
            int dash = fields.indexOf("-");
            if (dash >= 5 && dash + 1 < fields.size()) {
                String mount = unescape(fields.get(4));
                if (mount.length() >= longest && holds(mount, target)) {
                    longest = mount.length();
                    type = fields.get(dash + 1);
                }
            }
        }
        return type;
    }

    /** The path with the links resolved in as much of it as exists. */
    static Path resolved(Path path) {
        Path at = path;
        while (at.getParent() != null && !Files.exists(at)) {
            at = at.getParent();
        }
        try {
            return at.toRealPath().resolve(at.relativize(path)).normalize();
        } catch (IOException e) {
            return path;
        }
    }

    private static boolean holds(String mount, String path) {
        return mount.equals("/") || path.equals(mount) || path.startsWith(mount + "/");
    }

    private static String unescape(String field) {
        return field.replace("\\040", " ")
                .replace("\\011", "\t")
                .replace("\\012", "\n")
                .replace("\\134", "\\");
    }

    /** Whether memory-mapped files and locks on this kind of file system can't be trusted between hosts. */
    public static boolean isNetwork(String type) {
        return NETWORK.contains(type) || (type.startsWith("fuse") && !LOCAL_FUSE.contains(type));
    }

    /** Whether files on this kind of file system are gone when the machine loses its power. */
    public static boolean isVolatile(String type) {
        return type.equals("tmpfs") || type.equals("ramfs");
    }
}
