package io.trialog.spi;

import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened in a study and that a person may want to hear of.
 *
 * @param event what happened
 * @param study the study's name
 * @param directory the study's directory, absolute
 * @param at when
 * @param view the study as it stood then
 * @param trial the trial that it is about, or {@code null}
 * @param includeParams whether the user allows that values of parameters are told
 * @param text one line for people
 */
public record Notification(
        Event event,
        String study,
        Path directory,
        Instant at,
        StudyView view,
        @Nullable TrialRecord trial,
        boolean includeParams,
        String text) {

    /** What a study file can name under {@code notify.on}, in lower case. */
    public enum Event {
        /** The optimization has reached its end: trials, target, time or every point of a grid. */
        DONE,
        /** The optimization has ended with an error. */
        FAILED,
        /** Nothing has happened for the time that the study file names. */
        STALLED,
        /** A trial is better than all before it; told at most once an hour. */
        BEST,
        /** The first trial is complete. */
        FIRST;

        /**
         * Returns the event as it stands in a study file.
         *
         * @return the name in lower case
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
