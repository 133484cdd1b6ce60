package io.trialog.internal.projection.files;

import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.protocol.TrialDirectories;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The link {@code best} in a study's directory: it leads to the directory of the best trial's last attempt. */
final class BestLink {

    private static final String NAME = "best";
    private static final Path TRIALS = Path.of("trials");

    private BestLink() {}

    /** Where the program of a trial left its files, relative to the study's directory; {@code null} if it has no such directory. */
    static @Nullable Path directory(TrialRecord trial) {
        Attempt last = trial.lastAttempt();
        return last == null || last.token().isEmpty() || !trial.runner().equals("command")
                ? null
                : new TrialDirectories(TRIALS).directory(trial.number(), last.number());
    }

    /** Lets the link lead to the best trial; takes it away if there is none. What is no link is left alone. */
    static void write(Path study, @Nullable TrialRecord best) throws IOException {
        Path link = study.resolve(NAME);
        Path target = best == null ? null : directory(best);
        boolean isLink = Files.isSymbolicLink(link);
        if (Files.exists(link, LinkOption.NOFOLLOW_LINKS) && !isLink) {
            return;
        } else if (target == null) {
            Files.deleteIfExists(link);
        } else if (!isLink || !Files.readSymbolicLink(link).equals(target)) {
            link(link, target);
        }
    }

    /** Some file systems know no links: best_trial.yaml names the directory there. */
    private static void link(Path link, Path target) throws IOException {
        try {
            AtomicFile.replaceByOneOfMany(link, fresh -> Files.createSymbolicLink(fresh, target));
        } catch (UnsupportedOperationException | FileSystemException e) {
            Files.deleteIfExists(link);
        }
    }
}
