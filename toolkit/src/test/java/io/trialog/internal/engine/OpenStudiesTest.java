package io.trialog.internal.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.study.Direction;
import io.trialog.study.Durability;
import io.trialog.study.Settings;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
class OpenStudiesTest {

    private static final Path PEAR = Path.of("/studies/pear");
    private static final Path APPLE = Path.of("/studies/apple");

    private final OpenStudies studies = new OpenStudies();
    private final ExecutorService others = Executors.newFixedThreadPool(2);

    @AfterEach
    void endThreads() {
        others.shutdownNow();
    }

    private static StudyEngine study() {
        Settings settings = Settings.of("fruit", List.of(Direction.MINIMIZE), List.of("value"))
                .withSeed(1)
                .withSampler(Map.of("type", "random"))
                .withPruner(Map.of("type", "nop"));
        return new StudyOpener(new StudyRoot(Path.of("/studies")))
                .inMemory(new StudyDraft("fruit", Durability.FULL, 1L, true, false, seed -> settings));
    }

    private StudyEngine open(Path directory) {
        return studies.open(directory, OpenStudiesTest::study, study -> {});
    }

    @Test
    void twoStudiesDoNotWaitForEachOthersLog() throws Exception {
        CountDownLatch appleIsOpen = new CountDownLatch(1);
        Future<StudyEngine> pear = others.submit(() -> studies.open(
                PEAR,
                () -> {
                    await(appleIsOpen);
                    return study();
                },
                study -> {}));
        Future<StudyEngine> apple = others.submit(() -> {
            StudyEngine opened = open(APPLE);
            appleIsOpen.countDown();
            return opened;
        });

        assertThat(apple.get(30, TimeUnit.SECONDS)).isNotSameAs(pear.get(30, TimeUnit.SECONDS));
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void whoeverOpensAStudyThatIsBeingOpenedGetsTheSameOne() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch isReading = new CountDownLatch(1);
        Future<StudyEngine> first = others.submit(() -> studies.open(
                PEAR,
                () -> {
                    isReading.countDown();
                    await(asked);
                    return study();
                },
                study -> {}));
        await(isReading);
        Future<StudyEngine> second = others.submit(() -> {
            asked.countDown();
            return open(PEAR);
        });

        assertThat(second.get(30, TimeUnit.SECONDS)).isSameAs(first.get(30, TimeUnit.SECONDS));
    }

    @Test
    void closingAHandleAgainLeavesTheStudyThatWasOpenedSince() {
        StudyEngine first = open(PEAR);
        first.close();
        StudyEngine second = open(PEAR);

        first.close();

        assertThat(second).isNotSameAs(first);
        assertThat(open(PEAR)).isSameAs(second);
    }

    @Test
    void whatDoesNotFitIsClosedAndCanBeOpenedAgain() {
        StudyEngine refused = study();
        assertThatThrownBy(() -> studies.open(PEAR, () -> refused, study -> {
                    throw new IllegalArgumentException("another goal");
                }))
                .hasMessage("another goal");

        assertThat(refused.isClosed()).isTrue();
        assertThat(open(PEAR)).isNotSameAs(refused);
    }

    @Test
    void whatCanNotBeOpenedIsTriedAgainByTheNextOne() {
        AtomicInteger times = new AtomicInteger();
        assertThatThrownBy(() -> studies.open(
                        PEAR,
                        () -> {
                            times.incrementAndGet();
                            throw new IllegalStateException("held");
                        },
                        study -> {}))
                .hasMessage("held");

        StudyEngine opened = open(PEAR);

        assertThat(open(PEAR)).isSameAs(opened);
        assertThat(times).hasValue(1);
    }

    @Test
    void anOpenStudyThatIsOpenedWithWhatDoesNotFitStaysOpen() {
        StudyEngine open = open(PEAR);
        assertThatThrownBy(() -> studies.open(PEAR, OpenStudiesTest::study, study -> {
                    throw new IllegalArgumentException("another goal");
                }))
                .hasMessage("another goal");

        assertThat(open.isClosed()).isFalse();
        assertThat(open(PEAR)).isSameAs(open);
    }
}
