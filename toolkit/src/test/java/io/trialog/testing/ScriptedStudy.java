package io.trialog.testing;

import io.trialog.event.Envelope;
import io.trialog.event.StudyEvent;
import io.trialog.internal.fold.StudyFold;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A study that is made of events at given seconds, for what is derived from its records. */
public final class ScriptedStudy {

    /** Second 0. */
    public static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final StudyFold fold = new StudyFold();
    private long seq;

    /** A study that was just created. */
    public ScriptedStudy() {
        StudyEvent.Platform platform = new StudyEvent.Platform("test", "17", "any", "any");
        at(0, -1, 0, new StudyEvent.StudyCreated("id", settings(Map.of()), platform));
    }

    /** Settings with nothing but an executor section. */
    public static Settings settings(Map<String, @Nullable Object> executor) {
        return Settings.of("test", List.of(Direction.MINIMIZE), List.of("value"))
                .withSeed(1)
                .withExecutor(executor);
    }

    /** Adds an event. */
    public void at(long second, int trial, int attempt, StudyEvent event) {
        fold.apply(
                new Envelope(
                        seq,
                        "id-" + seq,
                        START.plusSeconds(second),
                        1,
                        -1,
                        event.getClass().getSimpleName(),
                        1,
                        trial,
                        attempt,
                        "",
                        ""),
                event);
        seq++;
    }

    /** The study as it stands. */
    public StudyView view() {
        return fold.view();
    }
}
