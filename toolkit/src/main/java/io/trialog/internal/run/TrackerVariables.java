package io.trialog.internal.run;

import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.util.Map;

/** Gives the program of an attempt the variables by which it finds trackers. */
@FunctionalInterface
public interface TrackerVariables {

    /** Gives none. */
    TrackerVariables NONE = (trial, directory, isOnCluster) -> Map.of();

    /**
     * Returns the variables of the current attempt of a trial, just before it is submitted. May take a few seconds.
     *
     * @param directory the attempt's directory
     * @param isOnCluster whether its job may be started again under the same attempt
     * @return variables by name; none of them is secret
     */
    Map<String, String> of(TrialRecord trial, Path directory, boolean isOnCluster);
}
