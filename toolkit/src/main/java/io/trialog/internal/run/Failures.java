package io.trialog.internal.run;

import java.util.Locale;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Says in one line what an objective threw, with the user's own line of code. */
public final class Failures {

    private Failures() {}

    /** How the classes begin that JShell makes of what is typed; their lines are not those of the user. */
    private static final String SNIPPET = "REPL.$JShell$";

    private static String place(StackTraceElement frame, Function<StackTraceElement, @Nullable String> typed) {
        String name = frame.getClassName();
        if (name.startsWith(SNIPPET)) {
            String line = typed.apply(frame);
            String number = name.substring(SNIPPET.length()).replaceAll("\\D.*", "");
            return line == null ? " (in what was typed as #" + number + ")" : " (in the line '" + line + "')";
        }
        return String.format(Locale.ROOT, " (at %s.%s, line %d)", name, frame.getMethodName(), frame.getLineNumber());
    }

    /**
     * For example {@code java.lang.IllegalStateException: no GPU (in the line 'model.train();')}.
     *
     * @param typed the line of a frame in code that was typed into a shell or notebook, or {@code null} if it is not known
     */
    public static String describe(Throwable thrown, Function<StackTraceElement, @Nullable String> typed) {
        StringBuilder text = new StringBuilder(thrown.toString());
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String name = frame.getClassName();
            if (!name.startsWith("io.trialog.") && !name.startsWith("java.") && !name.startsWith("jdk.")) {
                text.append(place(frame, typed));
                break;
            }
        }
        Throwable cause = thrown.getCause();
        if (cause != null && cause != thrown) {
            text.append(", caused by ").append(cause);
        }
        return text.toString();
    }
}
