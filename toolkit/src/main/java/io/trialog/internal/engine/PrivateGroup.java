package io.trialog.internal.engine;

import io.trialog.internal.file.FileAccess;
import io.trialog.internal.platform.ThisJvm;
import io.trialog.internal.platform.ThisUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Whether a group has no other member than the user of this process and root: what it may write, nobody else may. Known are the groups of
 * this machine; of one that a directory service knows, the name tells: many systems give each user a group of the same name.
 *
 * @param groups the file with the groups of this machine
 * @param users the file with its users
 * @param name the name of the user of this process
 * @param uid the number of the user of this process
 */
record PrivateGroup(Path groups, Path users, String name, long uid) {

    private static final String ROOT = "root";
    private static final String SEPARATOR = ":";
    private static final int GROUP_FIELDS = 4;
    private static final int USER_FIELDS = 4;

    /** That of this process. */
    static PrivateGroup ofThisProcess() {
        return new PrivateGroup(Path.of("/etc/group"), Path.of("/etc/passwd"), ThisJvm.user(), ThisUser.number());
    }

    /** Returns whether the group of a file has no other member. */
    boolean is(FileAccess file) {
        String gid = Long.toString(file.gid());
        boolean isKnown = false;
        for (String line : lines(groups)) {
            String[] fields = line.split(SEPARATOR, -1);
            if (fields.length >= GROUP_FIELDS && fields[2].equals(gid)) {
                isKnown = true;
                for (String member : fields[3].split(",", -1)) {
                    if (!member.isBlank() && !isUs(member.strip())) {
                        return false;
                    }
                }
            }
        }
        return isPrimaryOfNobodyElse(gid) && (isKnown || file.group().equals(name));
    }

    private boolean isPrimaryOfNobodyElse(String gid) {
        for (String line : lines(users)) {
            String[] fields = line.split(SEPARATOR, -1);
            boolean isMember = fields.length >= USER_FIELDS && fields[3].equals(gid);
            if (isMember && !isUs(fields[0]) && !fields[2].equals(Long.toString(uid)) && !fields[2].equals("0")) {
                return false;
            }
        }
        return true;
    }

    private boolean isUs(String user) {
        return user.equals(name) || user.equals(ROOT);
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            return List.of();
        }
    }
}
