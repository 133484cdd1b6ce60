package io.trialog.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StoredEvent;
import org.junit.jupiter.api.Test;

class MemoryJournalTest extends JournalContract {

    @Override
    protected Journal open() {
        return new MemoryJournal(new ShakyClock());
    }

    @Test
    void bytesAreWrittenOnlyWhenTheyAreAskedFor() {
        try (Journal journal = open()) {
            StoredEvent appended = journal.append(Recording.of(Events.created()));
            assertThat(appended.line()).isEmpty();
            journal.read(0, stored -> {
                assertThat(stored.line()).isNotEmpty();
                assertThat(stored.envelope().hash()).hasSize(64);
                return true;
            });
        }
    }
}
