package io.trialog.internal.engine;

import io.trialog.exception.RefusedException;
import io.trialog.internal.file.FileAccess;
import io.trialog.internal.platform.ThisProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Whose studies a user runs and writes: who can write a study's directory or its file decides what is run as the user. They must belong
 * to the user or to root, and nobody else may write them, unless the user trusts them: in a list of the user's own ({@link TrustedList}), and never
 * by anything in the directory. Safe for use by several threads.
 */
public final class StudyTrust {

    /** Names directories and files that are trusted, with the path separator of the system between them. */
    public static final String VARIABLE = "TRIALOG_TRUST";

    private static final String OPTION = "--trust-directory";
    private static final int MOST_ENTRIES = 200;

    private static volatile boolean trustsWhatIsNamed;

    private StudyTrust() {}

    /**
     * Says whether the user trusts the studies that are named from now on.
     *
     * @param trusts whether they are put on the user's list when they are opened
     */
    public static void named(boolean trusts) {
        trustsWhatIsNamed = trusts;
    }

    /**
     * Refuses what somebody else can write.
     *
     * @param path a study directory, which need not exist, or a study file
     * @param isTrusted whether the user trusts it; that is remembered
     * @throws RefusedException if it must be trusted first; the message says who can write what
     */
    public static void require(Path path, boolean isTrusted) {
        String problem = problem(path);
        if (problem.isEmpty()) {
            return;
        }
        TrustedList list = new TrustedList(ThisProcess.ofThisProcess());
        if (isTrusted || trustsWhatIsNamed) {
            list.add(path);
        } else if (!list.contains(path)) {
            throw new RefusedException("What a study runs must be written by nobody but you and root, but " + problem
                    + ".\nMaybe " + OPTION + ", if you trust who can write it: that is remembered. Or $" + VARIABLE
                    + ", or chmod go-w.");
        }
    }

    /** Returns what a reader should know of a study directory that somebody else can write and that the user does not trust. */
    public static List<String> notes(Path directory) {
        String problem = problem(directory);
        return problem.isEmpty() || isListed(directory)
                ? List.of()
                : List.of("Not only you can write this study: " + problem
                        + ". Commands that run or change it refuse it.");
    }

    /** Returns whether the user trusts a path, or one above it. */
    public static boolean isListed(Path path) {
        return new TrustedList(ThisProcess.ofThisProcess()).contains(path);
    }

    /** Says who else can write a directory, what is in it, or a file; empty if nobody can. */
    private static String problem(Path path) {
        PrivateGroup group = PrivateGroup.ofThisProcess();
        for (Path part : parts(path)) {
            try {
                String problem = problem(FileAccess.of(part), group);
                if (!problem.isEmpty()) {
                    return part + " " + problem;
                }
            } catch (NoSuchFileException e) {
                continue; // it is gone, or a link that leads nowhere
            } catch (IOException e) {
                return part + " can't be looked at: " + e.getMessage();
            }
        }
        return "";
    }

    private static List<Path> parts(Path path) {
        List<Path> parts = new ArrayList<>(List.of(path));
        if (Files.isDirectory(path)) {
            try (Stream<Path> entries = Files.list(path)) {
                entries.limit(MOST_ENTRIES).forEach(parts::add);
            } catch (IOException e) {
                return parts; // what can't be listed is told by whoever opens it
            }
        }
        return parts;
    }

    private static String problem(FileAccess access, PrivateGroup group) {
        if (!access.isOursOrRoots()) {
            return "belongs to the user '" + access.owner() + "'";
        }
        if (access.isWritableByOthers()) {
            return "can be written by everybody (mode " + access.modeText() + ")";
        }
        return access.isWritableByGroup() && !group.is(access)
                ? "can be written by the group '" + access.group() + "' (mode " + access.modeText() + ")"
                : "";
    }
}
