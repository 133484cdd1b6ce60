package io.trialog.optimize;

import java.util.Locale;

/** Says in one line what an objective threw, with the user's own line of code. */
final class Failures {

    private Failures() {}

    static String describe(Throwable thrown) {
        StringBuilder text = new StringBuilder(thrown.toString());
        for (StackTraceElement frame : thrown.getStackTrace()) {
            String name = frame.getClassName();
            if (!name.startsWith("io.trialog.") && !name.startsWith("java.") && !name.startsWith("jdk.")) {
                text.append(String.format(
                        Locale.ROOT, " (at %s.%s, line %d)", name, frame.getMethodName(), frame.getLineNumber()));
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
