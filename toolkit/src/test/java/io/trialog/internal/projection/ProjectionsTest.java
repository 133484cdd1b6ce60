package io.trialog.internal.projection;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StoredEvent;
import io.trialog.internal.fold.ChangedTrials;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.projection.sqlite.StudyDatabaseCheck;
import io.trialog.spi.Projector;
import io.trialog.study.StudyView;
import io.trialog.testing.OwnProjectors;
import io.trialog.testing.RandomHistory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProjectionsTest {

    @TempDir
    Path directory;

    private final List<String> problems = Collections.synchronizedList(new ArrayList<>());

    @Test
    void everyProjectionReachesTheEndOfTheLogByItself() throws Exception {
        Log log = new Log(RandomHistory.events(31, 400));
        CountDownLatch reached = new CountDownLatch(1);
        Recorder recorder = new Recorder() {
            @Override
            public void project(StudyView view, String headHash, SortedSet<Integer> touched) {
                super.project(view, headHash, touched);
                if (view.position() == 399) {
                    reached.countDown();
                }
            }
        };
        try (Projections projections = Projections.start("s", List.of(recorder), log, problems::add)) {
            for (int i = 0; i < 400; i++) {
                log.append();
                projections.changed();
            }
            assertThat(reached.await(20, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(recorder.calls)
                .as("events in quick succession become few calls")
                .isLessThan(50);
        assertThat(recorder.closed).isTrue();
        assertThat(problems).isEmpty();
    }

    @Test
    void flushBringsDatabaseAndFilesToTheLastEvent() {
        Log log = new Log(RandomHistory.events(32, 300));
        Path file = directory.resolve("study.db");
        Projector database = OwnProjectors.database(directory, RandomHistory.STUDY_ID);
        Projector files = OwnProjectors.files(directory);
        try (Projections projections = Projections.start("s", List.of(database, files), log, problems::add)) {
            for (int i = 0; i < 300; i++) {
                log.append();
                if (i % 60 == 59) {
                    projections.changed();
                    assertThat(projections.flush()).isTrue();
                    StudyView view = log.view();
                    assertThat(StudyDatabaseCheck.differences(
                                    RandomHistory.STUDY_ID, view, "hash" + i, file, directory.resolve("expected.db")))
                            .isEmpty();
                }
            }
        }
        assertThat(problems).isEmpty();
        assertThat(log.durable).isEqualTo(299);
    }

    @Test
    void aDatabaseOfAnotherLogOfTheSameStudyIsRebuilt() {
        List<StoredEvent> events = RandomHistory.events(33, 200);
        Path file = directory.resolve("study.db");
        try (Projector database = OwnProjectors.database(directory, RandomHistory.STUDY_ID)) {
            database.project(RandomHistory.view(events, 100), "a fork's hash", Collections.emptySortedSet());
        }
        Log log = new Log(events);
        for (int i = 0; i < 200; i++) {
            log.append();
        }
        Projector database = OwnProjectors.database(directory, RandomHistory.STUDY_ID);
        try (Projections projections = Projections.start("s", List.of(database), log, problems::add)) {
            assertThat(projections.flush()).isTrue();
        }
        assertThat(StudyDatabaseCheck.differences(
                        RandomHistory.STUDY_ID, log.view(), "hash199", file, directory.resolve("expected.db")))
                .isEmpty();
    }

    @Test
    void troubleWithOneProjectionIsToldOnceAndConcernsNoOther() throws Exception {
        Path notADirectory = Files.writeString(directory.resolve("occupied"), "a file");
        Projector broken = OwnProjectors.files(notADirectory);
        Recorder fine = new Recorder();
        Log log = new Log(RandomHistory.events(34, 50));
        try (Projections projections = Projections.start("s", List.of(broken, fine), log, problems::add)) {
            log.append();
            assertThat(projections.flush()).isFalse();
            assertThat(fine.position()).isZero();
        }
        assertThat(problems).singleElement().asString().startsWith("The result files in " + notADirectory);
    }

    @Test
    void anInterruptedThreadMayFlushAndStaysInterrupted() {
        Log log = new Log(RandomHistory.events(35, 50));
        Recorder recorder = new Recorder();
        try (Projections projections = Projections.start("s", List.of(recorder), log, problems::add)) {
            log.append();
            Thread.currentThread().interrupt();
            assertThat(projections.flush()).isTrue();
            assertThat(Thread.interrupted()).isTrue();
        }
        assertThat(recorder.position()).isZero();
    }

    @Test
    void beforeTheFirstEventThereIsNothingToDo() {
        Recorder recorder = new Recorder();
        try (Projections projections = Projections.start("s", List.of(recorder), new Log(List.of()), problems::add)) {
            assertThat(projections.flush()).isTrue();
        }
        assertThat(recorder.calls).isZero();
    }

    private static class Recorder implements Projector {

        private volatile long position = -1;
        private volatile int calls;
        private volatile boolean closed;

        @Override
        public long position() {
            return position;
        }

        @Override
        public void project(StudyView view, String headHash, SortedSet<Integer> touched) {
            position = view.position();
            calls = calls + 1;
        }

        @Override
        public void reset() {
            position = -1;
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private static final class Log implements ProjectionSource {

        private final List<StoredEvent> events;
        private final StudyFold fold = new StudyFold();
        private final ChangedTrials changed = new ChangedTrials(0, 100);
        private volatile long durable = -1;

        Log(List<StoredEvent> events) {
            this.events = events;
        }

        synchronized void append() {
            StoredEvent event = events.get((int) fold.position() + 1);
            fold.apply(event);
            changed.add(event);
        }

        synchronized StudyView view() {
            return fold.view();
        }

        @Override
        public synchronized Snapshot snapshot(long since) {
            StudyView view = fold.position() < 0 ? null : fold.view();
            SortedSet<Integer> touched = changed.between(since, fold.position(), fold.trialCount());
            return new Snapshot(view, view == null ? "" : "hash" + view.position(), touched);
        }

        @Override
        public void makeDurable(long position) {
            durable = position;
        }

        @Override
        public @Nullable String hashAt(long position) {
            return position > fold.position() ? null : "hash" + position;
        }
    }
}
