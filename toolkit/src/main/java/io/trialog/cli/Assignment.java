package io.trialog.cli;

/**
 * A value of a parameter on the command line.
 *
 * @param name the parameter
 * @param word its value as it was typed
 */
record Assignment(String name, String word) {

    /**
     * Reads {@code PARAM=VALUE}.
     *
     * @param command the command up to here, for the advice
     */
    static Assignment of(String typed, String command) {
        int equals = typed.indexOf('=');
        if (equals <= 0) {
            throw new UsageException("A value is given as PARAM=VALUE, but not as '" + typed + "'." + "\nMaybe: "
                    + command + " " + typed + "=0.1");
        }
        return new Assignment(typed.substring(0, equals), typed.substring(equals + 1));
    }
}
