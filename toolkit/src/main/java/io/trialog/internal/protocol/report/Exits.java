package io.trialog.internal.protocol.report;

import io.trialog.spi.JobStatus;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Says in words how a program ended. */
final class Exits {

    private static final Map<Integer, String> SIGNALS = Map.ofEntries(
            Map.entry(1, "SIGHUP"),
            Map.entry(2, "SIGINT"),
            Map.entry(3, "SIGQUIT"),
            Map.entry(4, "SIGILL"),
            Map.entry(6, "SIGABRT"),
            Map.entry(7, "SIGBUS"),
            Map.entry(8, "SIGFPE"),
            Map.entry(9, "SIGKILL"),
            Map.entry(11, "SIGSEGV"),
            Map.entry(13, "SIGPIPE"),
            Map.entry(15, "SIGTERM"),
            Map.entry(24, "SIGXCPU"),
            Map.entry(25, "SIGXFSZ"));

    private Exits() {}

    /** Why a job that is over did not end well, or {@code null} if it did. */
    static @Nullable String failure(JobStatus status) {
        return switch (status.state()) {
            case EXITED -> exited(status);
            case TIMED_OUT -> "The program ran longer than its time limit and was ended.";
            case OUT_OF_MEMORY -> "The program used more memory than it had asked for and was ended.";
            default ->
                "The program did not end by itself: " + status.state()
                        + (status.reason().isEmpty() ? "." : " (" + status.reason() + ").");
        };
    }

    private static @Nullable String exited(JobStatus status) {
        Integer signal = status.signal();
        if (signal != null) {
            String hint = signal == 9 ? "\nMaybe the machine was short of memory." : "";
            return "The program was killed by signal " + signal + " (" + SIGNALS.getOrDefault(signal, "unnamed") + ")."
                    + hint;
        }
        Integer code = status.exitCode();
        if (code == null) {
            return "The program ended, but its exit code is not known.";
        }
        return switch (code) {
            case 0 -> null;
            case 126 -> "The program could not be started: it is not executable (exit code 126).";
            case 127 -> "The program, or one that it calls, was not found (exit code 127).";
            default -> "The program ended with exit code " + code + ".";
        };
    }
}
