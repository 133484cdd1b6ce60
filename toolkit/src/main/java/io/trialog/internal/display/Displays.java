package io.trialog.internal.display;

import io.trialog.internal.platform.PlugIns;
import io.trialog.spi.StudyDisplay;
import io.trialog.status.StudyProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The displays that there are. A display that breaks never breaks a study. */
public final class Displays {

    private static @Nullable List<StudyDisplay> all;

    private Displays() {}

    private static synchronized List<StudyDisplay> all() {
        List<StudyDisplay> known = all;
        if (known == null) {
            known = find();
            all = known;
        }
        return known;
    }

    private static List<StudyDisplay> find() {
        try {
            return ServiceLoader.load(StudyDisplay.class, PlugIns.classLoader()).stream()
                    .map(ServiceLoader.Provider::get)
                    .toList();
        } catch (ServiceConfigurationError e) { // two versions of the jar in one JVM
            return List.of();
        }
    }

    /** Makes what Trialog returns look well where somebody watches. */
    public static void attach() {
        all().forEach(StudyDisplay::attach);
    }

    /** Whether this process is a notebook's kernel. */
    public static boolean inNotebook() {
        return all().stream().anyMatch(StudyDisplay::isNotebook);
    }

    /** The line of code in which a frame is, as somebody typed it, or {@code null}. */
    public static @Nullable String typedLine(StackTraceElement frame) {
        return all().stream()
                .map(display -> display.typedLine(frame))
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    /** Shows a study wherever somebody watches; one card to close in the end. */
    public static StudyDisplay.Card show(Supplier<StudyProgress> progress) {
        List<StudyDisplay.Card> cards = new ArrayList<>();
        for (StudyDisplay display : all()) {
            StudyDisplay.Card card = display.show(progress);
            if (card != null) {
                cards.add(card);
            }
        }
        return () -> cards.forEach(StudyDisplay.Card::close);
    }
}
