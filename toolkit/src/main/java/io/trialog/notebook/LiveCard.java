package io.trialog.notebook;

import io.trialog.internal.platform.Ids;
import io.trialog.spi.StudyDisplay;
import io.trialog.status.StudyProgress;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A card in the output of one cell that is replaced by its next state: four times a second at most, its chart once a second,
 * and every two seconds if nothing happens, so that a card that stands still is known to be old.
 *
 * <p>Everything is sent by a thread of the card's own, which nobody interrupts: an interrupt in the middle of a message
 * would close the kernel's socket. Safe for use by several threads.
 */
final class LiveCard implements StudyDisplay.Card {

    private static final long PAUSE_MILLIS = 250;
    private static final long PATIENCE_MILLIS = 3000;
    private static final Duration CHART_PAUSE = Duration.ofSeconds(1);
    private static final Duration IDLE_PAUSE = Duration.ofSeconds(2);

    private final Cell cell;
    private final Supplier<StudyProgress> source;
    private final String id = "trialog-" + Ids.next();
    private final ZoneId zone = ZoneId.systemDefault();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final Thread thread = new Thread(this::run, "trialog-card");

    // what follows belongs to the card's thread
    private String chart = "";
    private @Nullable Instant chartAt;
    private int chartTrials;
    private @Nullable StudyProgress shown;

    private LiveCard(Cell cell, Supplier<StudyProgress> source) {
        this.cell = cell;
        this.source = source;
    }

    /** Appends a card to the output of a cell and keeps it up to date while the study is active. */
    static LiveCard begin(Cell cell, Supplier<StudyProgress> source) {
        LiveCard card = new LiveCard(cell, source);
        card.thread.setDaemon(true);
        card.thread.start();
        uninterruptibly(() -> card.begun.await(PATIENCE_MILLIS, TimeUnit.MILLISECONDS));
        return card;
    }

    private void run() {
        try {
            StudyProgress progress = source.get();
            boolean going = draw(progress, true) && progress.isHeld();
            begun.countDown();
            while (going && awaitClosing()) {
                progress = source.get();
                going = progress.isHeld();
                if (!going || isNews(progress)) {
                    going &= draw(progress, false);
                }
            }
            last();
        } finally {
            begun.countDown();
        }
    }

    /** Waits a moment; returns whether the card goes on. */
    private boolean awaitClosing() {
        uninterruptibly(() -> closing.await(PAUSE_MILLIS, TimeUnit.MILLISECONDS));
        return closing.getCount() > 0;
    }

    private void last() {
        StudyProgress progress = source.get();
        StudyProgress before = shown;
        if (before == null
                || before.isActive()
                || progress.view().position() != before.view().position()) {
            draw(progress, false);
        }
    }

    private boolean isNews(StudyProgress progress) {
        StudyProgress before = shown;
        return before == null
                || before.view().position() != progress.view().position()
                || before.stage() != progress.stage()
                || before.lateAnswers() != progress.lateAnswers()
                || !before.remarks().equals(progress.remarks())
                || isOver(IDLE_PAUSE, before.asOf(), progress.asOf());
    }

    private static boolean isOver(Duration pause, Instant from, Instant to) {
        return Duration.between(from, to).compareTo(pause) >= 0;
    }

    private boolean draw(StudyProgress progress, boolean first) {
        Instant at = chartAt;
        boolean due = at == null || !progress.isActive() || isOver(CHART_PAUSE, at, progress.asOf());
        if (due && (at == null || chartTrials != progress.view().finishedCount())) {
            chart = HistoryChart.image(progress.view());
            chartTrials = progress.view().finishedCount();
            chartAt = progress.asOf();
        }
        shown = progress;
        Bundle card = CardHtml.of(progress, chart, zone);
        return first ? cell.show(id, card) : cell.update(id, card);
    }

    @Override
    public void close() {
        closing.countDown();
        uninterruptibly(() -> thread.join(PATIENCE_MILLIS));
    }

    private interface Waiting {
        void run() throws InterruptedException;
    }

    /** Waits also while the thread is interrupted; the flag is kept. */
    private static void uninterruptibly(Waiting waiting) {
        boolean interrupted = Thread.interrupted();
        try {
            waiting.run();
        } catch (InterruptedException e) {
            interrupted = true;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
