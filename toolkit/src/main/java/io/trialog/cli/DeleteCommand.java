package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.exception.RefusedException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.StudyDeletion;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.launch.LivingJobs;
import io.trialog.study.ControllerInfo;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog delete}: removes a study for good. */
@Command(
        name = "delete",
        description = "Deletes a study with all its files, for good. Asks before.",
        footer = {"", "Examples:", "  trialog delete higgs", "  trialog delete higgs --yes    (in scripts)"})
final class DeleteCommand implements Callable<Integer> {

    private static final int SHOWN = 10;

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME", description = "The study, by its name.")
    private String name = "";

    @Option(
            names = {"-y", "--yes"},
            description = "Don't ask.")
    private boolean yes;

    DeleteCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() throws IOException {
        trialog.root().study(name); // checks the name: no path leads outside
        Path directory = trialog.directory(name);
        String study = String.valueOf(directory.getFileName());
        if (Files.isSymbolicLink(directory)) {
            throw new UsageException("The study '" + study + "' is a symbolic link, and what it leads to is elsewhere."
                    + "\nMaybe delete the link " + directory + " yourself.");
        }
        if (StudyReader.isHeld(directory)) {
            ControllerInfo holder = StudyReader.holder(directory);
            trialog.terminal()
                    .err()
                    .println("trialog: The study '" + study + "' must not be held for this, but "
                            + (holder == null ? "somebody" : holder.describe()) + " holds it."
                            + "\nMaybe 'trialog stop " + study + "' first.");
            return Exit.HELD;
        }
        requireNoJobs(directory, study);
        StudyDeletion deletion = StudyDeletion.of(directory);
        String what =
                "the study '" + study + "'" + (deletion.queue() == null ? "" : " and its queue in " + deletion.queue());
        if (!yes && !confirmed(what)) {
            return Exit.USAGE;
        }
        deletion.run();
        trialog.print("Deleted " + what + ".");
        return Exit.DONE;
    }

    /** What runs in a directory that is gone runs on, and nobody finds it again. A study that can't be read has no known jobs. */
    private void requireNoJobs(Path directory, String study) {
        StudyLog log;
        try {
            log = StudyLog.open(directory);
        } catch (TrialogException e) {
            return;
        }
        List<String> jobs = living(log);
        if (!jobs.isEmpty()) {
            throw new RefusedException("The study '" + study + "' must have no living jobs for this, but has "
                    + String.join(", ", jobs.subList(0, Math.min(SHOWN, jobs.size())))
                    + (jobs.size() > SHOWN ? " and " + (jobs.size() - SHOWN) + " more" : "") + "."
                    + "\nMaybe 'trialog cancel " + study + "' first.");
        }
    }

    private List<String> living(StudyLog log) {
        try {
            return LivingJobs.of(log, trialog.terminal().environment());
        } catch (TrialogException e) {
            throw new TrialogException(
                    e.getMessage() + "\nMaybe delete " + log.directory() + " yourself, if you know that none lives.",
                    e);
        }
    }

    private boolean confirmed(String what) {
        if (!trialog.terminal().live()) {
            throw new UsageException("Deleting a study must be confirmed.\nMaybe add --yes.");
        }
        String answer = trialog.terminal().ask("Delete " + what + " with all its trials, for good? [y/N] ");
        boolean confirmed = isYes(answer);
        if (!confirmed) {
            trialog.print("Nothing was deleted.");
        }
        return confirmed;
    }

    private static boolean isYes(@Nullable String answer) {
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
