package io.trialog.journal.store;

import io.trialog.journal.Durability;
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
            directory = localRoot(environment)
                    .resolve("trialog")
                    .resolve(localName(study))
                    .resolve("queue");
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
     * Where files of a study that need a local disk go if the study lies on a network file system; {@code null} if it does
     * not, and they stand in the study's directory.
     */
    public static @Nullable Path away(Path study, Map<String, String> environment) {
        MountTable mounts = MountTable.ofThisProcess();
        if (!MountTable.isNetwork(mounts.typeOf(study))) {
            return null;
        }
        return choose(study, Durability.MEMORY, environment, mounts).directory().resolveSibling("files");
    }

    private static Path localRoot(Map<String, String> environment) {
        for (String name : List.of("TRIALOG_LOCAL", "SLURM_TMPDIR", "TMPDIR")) {
            String value = environment.getOrDefault(name, "");
            if (!value.isEmpty()) {
                return Path.of(value).toAbsolutePath();
            }
        }
        return Path.of(System.getProperty("java.io.tmpdir")).toAbsolutePath();
    }

    /** The same for every controller of this directory, different for others of the same name. */
    private static String localName(Path study) {
        String path = study.toAbsolutePath().normalize().toString();
        return study.getFileName() + "-"
                + UUID.nameUUIDFromBytes(path.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .substring(0, 13);
    }
}
