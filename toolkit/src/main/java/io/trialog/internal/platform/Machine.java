package io.trialog.internal.platform;

import io.trialog.event.StudyEvent;

/** The machine and the software that decide: recorded, since arithmetic differs between some of them. */
public final class Machine {

    private Machine() {}

    /** Returns what this process runs on. */
    public static StudyEvent.Platform platform() {
        return new StudyEvent.Platform(
                Version.TOOLKIT,
                ThisJvm.version() + " " + ThisJvm.vendor(),
                System.getProperty("os.name", "unknown"),
                System.getProperty("os.arch", "unknown"));
    }
}
