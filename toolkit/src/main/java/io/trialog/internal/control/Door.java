package io.trialog.internal.control;

import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.Recording;
import io.trialog.study.Settings;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Lets events into the log of an open study, made smaller where they are too large. What is cut or left out of a trial is noted in the
 * log, before the event, and told to whoever listens: each kind once, and of one trial {@value #NOTES_PER_TRIAL} at most. Not safe for
 * use by several threads, but for {@link #onNote}.
 */
final class Door {

    private static final int NOTES_PER_TRIAL = 20;

    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();
    private final Map<Integer, Set<String>> told = new HashMap<>();

    /**
     * What may be appended.
     *
     * @param notes what was cut or left out, to be appended before
     * @param event the event, or {@code null} if nothing of it is left
     */
    record Admitted(List<Recording> notes, @Nullable Recording event) {}

    void onNote(Consumer<String> listener) {
        listeners.add(listener);
    }

    /** @throws IllegalArgumentException if the event belongs to no trial and is too large */
    Admitted admit(Recording recording, Settings settings) {
        Limits.Fitted fitted = Limits.fit(recording.event(), () -> kept(settings));
        if (fitted.notes().isEmpty() && fitted.event() == recording.event()) {
            forgetEnded(recording);
            return new Admitted(List.of(), recording);
        }
        if (recording.trial() < 0) {
            throw new IllegalArgumentException("What stands in the log must be small, but "
                    + String.join(", ", fitted.notes()) + ".\nMaybe store it in a file, and attach its path.");
        }
        List<Recording> notes = new ArrayList<>();
        fitted.notes().forEach(note -> note(recording, note, notes));
        forgetEnded(recording);
        StudyEvent event = fitted.event();
        return new Admitted(
                notes,
                event == null ? null : new Recording(event, recording.trial(), recording.attempt(), recording.cause()));
    }

    private void note(Recording recording, String note, List<Recording> notes) {
        Set<String> known = told.computeIfAbsent(recording.trial(), any -> new HashSet<>());
        String kind = note.replaceAll("\\d[\\d,]*", "#"); // the report at the next step is the same case
        if (known.size() < NOTES_PER_TRIAL && known.add(kind)) {
            StudyEvent event = new StudyEvent.AttributeSet("note", "limit", note);
            notes.add(new Recording(event, recording.trial(), recording.attempt(), -1));
            listeners.forEach(listener -> listener.accept("Trial " + recording.trial() + ": " + note + "."));
        }
    }

    private void forgetEnded(Recording recording) {
        if (recording.event() instanceof StudyEvent.TrialTold) {
            told.remove(recording.trial());
        }
    }

    /** A report keeps the objectives, and what the pruner judges by. */
    private static Set<String> kept(Settings settings) {
        Set<String> names = new HashSet<>(settings.metrics());
        if (settings.pruner().get("metric") instanceof String metric) {
            names.add(metric);
        }
        return names;
    }
}
