package io.trialog.internal.protocol.report;

import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.space.Nearest;
import io.trialog.spi.CollectedValue;
import io.trialog.spi.CollectorFeed;
import io.trialog.spi.EndedAttempt;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** Reads one scalar from the event files of TensorBoard, step by step. */
final class TensorBoardCollector implements PlacedCollector {

    private static final String MARK = "tfevents";

    private final String wanted;
    private final String tag;
    private final OwnFiles files;

    /** @param wanted the directory of the event files; an empty text is the attempt's directory */
    TensorBoardCollector(String wanted, String tag) {
        this.wanted = wanted;
        this.tag = tag;
        this.files = new OwnFiles(wanted, name -> name.contains(MARK));
    }

    @Override
    public PlacedCollector of(AttemptMacros macros) {
        return new TensorBoardCollector(macros.fill(wanted), tag);
    }

    @Override
    public List<Path> outside(Path directory, Path workdir) {
        return files.outside(directory, workdir);
    }

    @Override
    public String source() {
        return "the event files of TensorBoard";
    }

    /** The values were reported by the feed; this says why if there are none. */
    @Override
    public Map<String, Double> collect(EndedAttempt attempt) throws IOException {
        Feed feed = new Feed(attempt);
        if (!feed.read(true).isEmpty()) {
            return Map.of();
        }
        if (feed.tags.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no event file of TensorBoard with scalars below " + files.directory(attempt) + ".");
        }
        throw new IllegalArgumentException("The event files of TensorBoard have no scalar '" + tag + "'; they have "
                + String.join(", ", feed.tags) + "." + Nearest.maybe(tag, feed.tags));
    }

    @Override
    public CollectorFeed follow(EndedAttempt attempt) {
        return new Feed(attempt);
    }

    /** What reads one attempt. */
    private final class Feed implements CollectorFeed {

        private static final int RECORDS_PER_CALL = 10_000;
        private static final int TAGS_AT_MOST = 50;

        private final FileListing listing;
        private final Map<Path, EventRecords> readers = new LinkedHashMap<>();
        private final List<String> problems = new ArrayList<>();
        private final Set<String> tags = new TreeSet<>();

        Feed(EndedAttempt attempt) {
            this.listing = new FileListing(files, attempt);
        }

        @Override
        public List<CollectedValue> read(boolean ended) throws IOException {
            for (Path file : listing.files(ended)) {
                readers.computeIfAbsent(file, EventRecords::new);
            }
            Map<Long, Double> values = new TreeMap<>();
            for (EventRecords reader : readers.values()) {
                List<ByteBuffer> records = reader.read(ended ? Integer.MAX_VALUE : RECORDS_PER_CALL, problems);
                records.forEach(event -> take(event, values));
            }
            List<CollectedValue> result = new ArrayList<>();
            values.forEach((step, value) -> result.add(new CollectedValue(step, value)));
            return result;
        }

        private void take(ByteBuffer event, Map<Long, Double> values) {
            Map<String, Double> scalars = new LinkedHashMap<>();
            long step;
            try {
                step = EventScalars.read(event, scalars::put);
            } catch (IllegalArgumentException e) {
                problems.add("An event of TensorBoard can't be understood: " + e.getMessage());
                return;
            }
            if (tags.size() < TAGS_AT_MOST) {
                tags.addAll(scalars.keySet());
            }
            Double value = scalars.get(tag);
            if (value != null) {
                values.put(step, value);
            }
        }

        @Override
        public List<String> problems() {
            List<String> news = List.copyOf(problems);
            problems.clear();
            return news;
        }
    }
}
