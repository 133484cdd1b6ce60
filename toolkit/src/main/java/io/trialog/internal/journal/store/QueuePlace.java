package io.trialog.internal.journal.store;

import io.trialog.exception.JournalException;
import io.trialog.internal.file.FileAccess;
import io.trialog.internal.file.PrivateDirectory;
import io.trialog.internal.platform.ThisJvm;
import io.trialog.internal.platform.ThisUser;
import io.trialog.study.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where the queue of a study lies.
 *
 * @param directory the directory of its generations
 * @param notes what a user should know about it
 */
public record QueuePlace(Path directory, List<String> notes) {

    static QueuePlace choose(Path study, Durability level, Map<String, String> environment, MountTable mounts) {
        List<String> notes = new ArrayList<>();
        String type = mounts.typeOf(study);
        Path directory = study.resolve("queue");
        boolean queue = level == Durability.FULL || level == Durability.LOCAL;
        if (MountTable.isNetwork(type)) {
            directory = localDirectory(study, environment).resolve("queue");
            if (queue) {
                notes.add("The study lies on a network file system (" + type
                        + "), where the queue can't work: it is kept in " + directory + ".");
            }
        }
        String queueType = mounts.typeOf(directory);
        if (queue && MountTable.isVolatile(queueType)) {
            notes.add("The queue lies in memory (" + queueType + " at " + directory
                    + "): it does not survive the loss of power; only the ledger does.");
        }
        if (MountTable.isVolatile(type)) {
            notes.add("The study lies in memory (" + type + " at " + study
                    + "): nothing of it survives the loss of power, whatever the durability level.");
        }
        return new QueuePlace(directory, List.copyOf(notes));
    }

    /**
     * The directory on a disk of this machine for what a study on a network file system can't have there: its queue and
     * the database that is worked on. {@code null} if the study is on no such file system and has everything in its own
     * directory.
     */
    public static @Nullable Path away(Path study, Map<String, String> environment) {
        return away(study, environment, MountTable.ofThisProcess());
    }

    static @Nullable Path away(Path study, Map<String, String> environment, MountTable mounts) {
        return MountTable.isNetwork(mounts.typeOf(study)) ? localDirectory(study, environment) : null;
    }

    /**
     * Makes the user's own directory on a disk of this machine, if the study needs one.
     *
     * @throws JournalException if it can't be made, or if somebody else made it; the message names the directory at fault
     */
    static void prepare(Path study, Map<String, String> environment) {
        if (away(study, environment) != null) {
            own(environment, PrivateDirectory::make);
        }
    }

    private static Path localDirectory(Path study, Map<String, String> environment) {
        Path own = own(environment, PrivateDirectory::check);
        Path before = localRoot(environment).resolve("trialog").resolve(localName(study));
        return isOurs(before) ? before : own.resolve(localName(study));
    }

    /** What does something with a directory that nobody else may have made. */
    private interface Use {
        void on(Path directory) throws IOException;
    }

    /** Users of one machine have a directory each. */
    private static Path own(Map<String, String> environment, Use use) {
        Path own = localRoot(environment).resolve("trialog-" + ThisUser.number());
        try {
            use.on(own);
            return own;
        } catch (IOException e) {
            throw new JournalException(
                    "A study on a network file system needs a directory on a disk of this machine. " + e.getMessage()
                            + "\nMaybe $TRIALOG_LOCAL names another place.",
                    e);
        }
    }

    /** Whether version 0.1 has put something there that nobody else can have put there. */
    private static boolean isOurs(Path directory) {
        try {
            FileAccess access = FileAccess.ofName(directory);
            FileAccess above = FileAccess.ofName(directory.resolveSibling("."));
            return access.isOurs()
                    && above.isOurs()
                    && !access.isWritableByOthers()
                    && !access.isWritableByGroup()
                    && !above.isWritableByOthers()
                    && !above.isWritableByGroup();
        } catch (IOException e) {
            return false;
        }
    }

    private static Path localRoot(Map<String, String> environment) {
        for (String name : List.of("TRIALOG_LOCAL", "SLURM_TMPDIR", "TMPDIR")) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return Path.of(value).toAbsolutePath();
            }
        }
        return ThisJvm.temporaryDirectory();
    }

    /** The same for every controller of this directory, different for others of the same name. */
    private static String localName(Path study) {
        String path = MountTable.resolved(study.toAbsolutePath().normalize()).toString();
        return study.getFileName() + "-"
                + UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 13);
    }
}
