package io.trialog.cli;

import io.trialog.exception.BrokenChainException;
import io.trialog.exception.DamagedLogException;
import io.trialog.exception.RefusedException;
import io.trialog.exception.StudyFileException;
import io.trialog.exception.StudyHeldException;
import io.trialog.exception.StudyNotFoundException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.FileFailure;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** Makes an exit code and a message of everything that goes wrong. */
final class CliFailures {

    private CliFailures() {}

    /** Lets a command line tell its failures in this way. */
    static CommandLine handling(CommandLine line, Trialog trialog) {
        PrintStream out = trialog.terminal().out();
        PrintStream err = trialog.terminal().err();
        line.setOut(new PrintWriter(out, true, Terminal.charset()));
        line.setErr(new PrintWriter(err, true, Terminal.charset()));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(trialog.terminal().live());
        line.setParameterExceptionHandler((exception, args) -> usage(exception, err));
        line.setExecutionExceptionHandler((exception, command, result) -> failed(exception, trialog));
        return line;
    }

    private static int usage(CommandLine.ParameterException exception, PrintStream err) {
        err.println("trialog: " + exception.getMessage());
        CommandLine line = exception.getCommandLine();
        if (!CommandLine.UnmatchedArgumentException.printSuggestions(exception, err)) {
            err.println("Maybe look at '" + line.getCommandSpec().qualifiedName() + " --help'.");
        }
        return Exit.USAGE;
    }

    private static int failed(Exception exception, Trialog trialog) {
        PrintStream err = trialog.terminal().err();
        String message = exception.getMessage();
        boolean ours = exception instanceof TrialogException || exception instanceof IllegalArgumentException;
        boolean ofFiles = exception instanceof IOException || exception instanceof UncheckedIOException;
        err.println("trialog: "
                + (ofFiles
                        ? "A file could not be read or written: " + FileFailure.words(exception)
                        : message == null || !ours ? exception.toString() : message));
        if (trialog.showsStacktrace()) {
            exception.printStackTrace(err);
        } else if (!ours && !ofFiles) {
            err.println("Maybe --stacktrace shows where it comes from.");
        }
        return code(exception);
    }

    /** The exit code of a failure. */
    static int code(Throwable failure) {
        if (failure instanceof StudyHeldException) {
            return Exit.HELD;
        } else if (failure instanceof StudyFileException
                || failure instanceof StudyNotFoundException
                || failure instanceof RefusedException
                || failure instanceof UsageException) {
            return Exit.USAGE;
        }
        return isDamage(failure) ? Exit.DAMAGED : Exit.FAILED;
    }

    private static boolean isDamage(@Nullable Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof DamagedLogException || cause instanceof BrokenChainException) {
                return true;
            }
        }
        return false;
    }
}
