package io.trialog.internal.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.JournalException;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every journal must do. */
public abstract class JournalContract {

    /** A clock that goes backwards now and then. */
    protected static final class ShakyClock implements InstantSource {
        private long calls;

        @Override
        public synchronized Instant instant() {
            calls++;
            return Instant.ofEpochSecond(1_700_000_000L + calls - (calls % 3) * 5, 123_456_789);
        }
    }

    /** A journal that is open and empty, or holds the events with which every log of its kind begins. */
    protected abstract Journal open();

    private static List<StoredEvent> read(Journal journal, long from) {
        List<StoredEvent> events = new ArrayList<>();
        journal.read(from, events::add);
        return events;
    }

    @Test
    void sequenceNumbersHaveNoGapsAndTimesNeverDecrease() {
        try (Journal journal = open()) {
            long first = journal.lastSeq() + 1;
            StoredEvent before = journal.append(
                    Recording.of(Events.reported(0, 0.5)).trial(0).attempt(1));
            assertThat(before.envelope().seq()).isEqualTo(first);
            for (int i = 1; i < 20; i++) {
                StoredEvent next = journal.append(Recording.of(Events.reported(i, 0.5))
                        .trial(0)
                        .attempt(1)
                        .causedBy(first));
                assertThat(next.envelope().seq()).isEqualTo(first + i);
                assertThat(next.envelope().at())
                        .isAfterOrEqualTo(before.envelope().at());
                assertThat(next.envelope().at().getNano() % 1000).isZero();
                before = next;
            }
            assertThat(journal.lastSeq()).isEqualTo(first + 19);
        }
    }

    @Test
    void whatWasCommittedIsReadBackInOrderAndChained() {
        try (Journal journal = open()) {
            long first = journal.lastSeq() + 1;
            for (StudyEvent event : Events.ofEveryKind()) {
                journal.append(Recording.of(event).trial(3).attempt(2).causedBy(0));
            }
            journal.commit();
            assertThat(journal.durableSeq()).isEqualTo(journal.lastSeq());
            ChainReader chain = new ChainReader();
            read(journal, 0).forEach(stored -> chain.next(new Line(stored.line(), "", 0)));
            assertThat(chain.head().seq()).isEqualTo(journal.lastSeq());
            List<StudyEvent> events =
                    read(journal, first).stream().map(StoredEvent::event).toList();
            assertThat(events).isEqualTo(Events.ofEveryKind());
        }
    }

    @Test
    void whatAppendReturnsIsWhatIsReadBack() {
        try (Journal journal = open()) {
            StoredEvent appended =
                    journal.append(Recording.of(new StudyEvent.AttributeSet("user", "k", Events.map("i", 1, "f", 0.5f)))
                            .trial(0)
                            .attempt(1)
                            .causedBy(0));
            journal.commit();
            StoredEvent read = read(journal, appended.envelope().seq()).get(0);
            assertThat(read.event()).isEqualTo(appended.event());
            assertThat(read.envelope().id()).isEqualTo(appended.envelope().id());
            assertThat(read.envelope().type()).isEqualTo("AttributeSet");
            assertThat(read.envelope().cause()).isZero();
        }
    }

    @Test
    void readingStopsWhenTheHandlerSaysSo() {
        try (Journal journal = open()) {
            for (int i = 0; i < 5; i++) {
                journal.append(Recording.of(Events.reported(i, 0.5)).trial(0).attempt(1));
            }
            journal.commit();
            List<StoredEvent> seen = new ArrayList<>();
            journal.read(0, stored -> {
                seen.add(stored);
                return seen.size() < 2;
            });
            assertThat(seen).hasSize(2);
        }
    }

    @Test
    void severalThreadsMayAppendAndCommitAlsoWhileBeingInterrupted() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Journal journal = open()) {
            long first = journal.lastSeq() + 1;
            List<Future<?>> futures = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                futures.add(threads.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        Thread.currentThread().interrupt();
                        StoredEvent stored = journal.append(
                                Recording.of(Events.reported(i, 0.5)).trial(0).attempt(1));
                        journal.commit();
                        assertThat(Thread.interrupted()).isTrue();
                        assertThat(journal.durableSeq())
                                .isGreaterThanOrEqualTo(stored.envelope().seq());
                    }
                }));
            }
            for (Future<?> future : futures) {
                future.get();
            }
            assertThat(read(journal, first)).hasSize(200);
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void anEventThatCanNotBeWrittenLeavesTheJournalAsItWas() {
        try (Journal journal = open()) {
            long last = journal.lastSeq();
            StudyEvent unwritable = new StudyEvent.AttributeSet("user", "k", new Object());
            assertThatThrownBy(() -> journal.append(Recording.of(unwritable).trial(0)))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThat(journal.append(
                                    Recording.of(Events.reported(0, 1)).trial(0).attempt(1))
                            .envelope()
                            .seq())
                    .isEqualTo(last + 1);
            journal.commit();
        }
    }

    @Test
    void aClosedJournalRefusesToAppendAndToCommit() {
        Journal journal = open();
        journal.close();
        journal.close();
        assertThatThrownBy(() -> journal.append(
                        Recording.of(Events.reported(0, 1)).trial(0).attempt(1)))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("was closed");
        assertThatThrownBy(journal::commit).isInstanceOf(JournalException.class);
    }
}
