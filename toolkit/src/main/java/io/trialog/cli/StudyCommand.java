package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.internal.engine.StudyLog;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Parameters;

/** A command about one study, which need not be named if it is the only one. */
abstract class StudyCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "NAME",
            description =
                    "The study, by its name, its directory or the scheduler's id of a job of it; may be left out if there is only one.")
    private @Nullable String name;

    StudyCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    final Trialog trialog() {
        return trialog;
    }

    final @Nullable String name() {
        return name;
    }

    final Path directory() {
        return trialog.directory(name);
    }

    final StudyReader reader() {
        return trialog.reader(name);
    }

    final StudyLog log() {
        return trialog.log(name);
    }
}
