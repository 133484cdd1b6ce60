package io.trialog.internal.platform;

import java.util.HashMap;
import java.util.Map;

/** The environment variables of this process, for Trialog itself and for what it starts. */
public final class ThisProcess {

    /** A system property of this name with a variable's name behind it sets that variable. */
    private static final String PREFIX = "trialog.env.";

    private ThisProcess() {}

    /**
     * The variables as they are at this moment. The kernel of a notebook has those that Jupyter was started with, which may
     * lack what a login shell sets ({@code SLURM_CONF}, a directory on the {@code PATH}), and a JVM can't set its own: the
     * system property {@code trialog.env.NAME} stands in for, or before, the variable {@code NAME}.
     */
    public static Map<String, String> ofThisProcess() {
        Map<String, String> variables = new HashMap<>(System.getenv());
        for (String property : System.getProperties().stringPropertyNames()) {
            if (property.startsWith(PREFIX) && property.length() > PREFIX.length()) {
                variables.put(property.substring(PREFIX.length()), System.getProperty(property, ""));
            }
        }
        Utf8.restore(variables);
        return variables;
    }
}
