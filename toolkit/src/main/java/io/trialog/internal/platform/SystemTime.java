package io.trialog.internal.platform;

import java.time.InstantSource;

/** The clock of this machine: whoever needs the time is given a source of it, and the ends take it from here. */
public final class SystemTime {

    private SystemTime() {}

    /** Returns the clock of this machine. */
    public static InstantSource clock() {
        return InstantSource.system();
    }
}
