package io.trialog.optimize;

import java.util.Locale;

/** Says in one line what an objective threw, with the user's own line of code. */
final class Failures {

    private Failures() {}

    /** How the classes begin that JShell makes of what is typed; their lines are not those of the user. */
    private static final String SNIPPET = "REPL.$JShell$";

    private static String place(StackTraceElement frame) {
        String name = frame.getClassName();
        if (name.startsWith(SNIPPET)) {
            String number = name.substring(SNIPPET.length()).replaceAll("\\D.*", "");
            return " (in what was typed as #" + number + ")";
        }
        return String.format(Locale.ROOT, " (at %s.%s, line %d)", name, frame.getMethodName(), frame.getLineNumber());
    }

    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.toString());
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String name = frame.getClassName();
            if (!name.startsWith("io.trialog.") && !name.startsWith("java.") && !name.startsWith("jdk.")) {
                text.append(place(frame));
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
