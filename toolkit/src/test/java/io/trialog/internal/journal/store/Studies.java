package io.trialog.internal.journal.store;

import io.trialog.event.StoredEvent;
import io.trialog.internal.journal.Events;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.Recording;
import io.trialog.study.Durability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/** Opens and fills study directories for tests. */
final class Studies {

    private Studies() {}

    static OpenRequest request(Path study, Durability level) {
        return OpenRequest.of(study, Events.PLATFORM, InstantSource.system())
                .withLevel(level)
                .withEnvironment(Map.of())
                .creating(Events::created);
    }

    /** An opened study and the events that were handed out. */
    record Opened(OpenedJournal opened, List<StoredEvent> events) implements AutoCloseable {

        Journal journal() {
            return Objects.requireNonNull(opened.journal(), () -> "a reader: " + opened.notes());
        }

        @Override
        public void close() {
            opened.close();
        }
    }

    static Opened open(OpenRequest request) {
        List<StoredEvent> events = new ArrayList<>();
        OpenedJournal opened = JournalOpener.open(request, events::add);
        return new Opened(opened, events);
    }

    static Opened open(Path study, Durability level) {
        return open(request(study, level));
    }

    /** Appends and commits reports with steps {@code from..to}, the latter excluded. */
    static void report(Journal journal, int from, int to) {
        for (int i = from; i < to; i++) {
            journal.append(Recording.of(Events.reported(i, i / 7.0)).trial(0).attempt(1));
        }
        journal.commit();
    }

    /** A closed study with {@code reports} reports behind its two first events. */
    static void create(Path study, Durability level, int reports) {
        try (Opened opened = open(study, level)) {
            report(opened.journal(), 0, reports);
        }
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
