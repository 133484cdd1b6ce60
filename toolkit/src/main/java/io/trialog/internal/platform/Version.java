package io.trialog.internal.platform;

/** Which Trialog this is. */
public final class Version {

    /** The version of the toolkit, from the jar's manifest; {@code development} when run from classes. */
    public static final String TOOLKIT = fromManifest();

    private Version() {}

    private static String fromManifest() {
        String version = Version.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }
}
