package io.trialog.internal.platform;

/** System properties with which a JVM is told how to behave: Trialog's own, and those of what it uses. */
public final class SystemSettings {

    private SystemSettings() {}

    /** Returns what a property says, or the default. */
    public static String text(String name, String defaultValue) {
        return System.getProperty(name, defaultValue);
    }

    /** Returns the number that a property says, or the default if it says none. */
    public static long number(String name, long defaultValue) {
        return Long.getLong(name, defaultValue);
    }

    /** Returns whether a property says {@code true}. */
    public static boolean isOn(String name) {
        return Boolean.getBoolean(name);
    }

    /** Sets a property, unless the user has set it. */
    public static void setDefault(String name, String value) {
        if (System.getProperty(name) == null) {
            System.setProperty(name, value);
        }
    }
}
