package io.trialog.internal.protocol.report;

import io.trialog.spi.CollectedValue;
import io.trialog.spi.CollectorFeed;
import io.trialog.spi.EndedAttempt;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes lines of a report from what a collector finds while a program runs. Not safe for use by several threads. */
final class FeedReader {

    private static final long LARGEST_STEP = ReportLine.COLLECTED - 1;

    private final CollectorFeed feed;
    private final Path directory;
    private final String metric;
    private boolean broken;

    private FeedReader(CollectorFeed feed, Path directory, String metric) {
        this.feed = feed;
        this.directory = directory;
        this.metric = metric;
    }

    /** Begins to follow an attempt; {@code null} if its collector reads results at the end only, or can't follow. */
    @SuppressWarnings("IllegalCatch") // a plug-in costs a result at most; collect says why
    static @Nullable FeedReader of(OutputRules rules, EndedAttempt attempt) {
        try {
            CollectorFeed feed = rules.collector().follow(attempt);
            return feed == null ? null : new FeedReader(feed, attempt.directory(), attempt.metric());
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** What is new. */
    @SuppressWarnings("IllegalCatch") // as above
    List<ReportLine> read(boolean ended, List<Problem> problems) throws IOException {
        List<ReportLine> lines = new ArrayList<>();
        if (broken) {
            return lines;
        }
        try {
            for (CollectedValue value : feed.read(ended)) {
                if (value.step() >= 0 && value.step() <= LARGEST_STEP) {
                    lines.add(new ReportLine.Step(
                            ReportLine.COLLECTED + value.step(), value.step(), Map.of(metric, value.value())));
                }
            }
            feed.problems().forEach(problem -> problems.add(new Problem(directory, 0, problem)));
        } catch (RuntimeException | LinkageError e) {
            broken = true;
            problems.add(new Problem(directory, 0, "What collects values failed: " + e));
        }
        return lines;
    }
}
