package io.trialog.internal.protocol.report;

import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.space.Nearest;
import io.trialog.spi.CollectedValue;
import io.trialog.spi.CollectorFeed;
import io.trialog.spi.EndedAttempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads one column of the {@code metrics.csv} that PyTorch Lightning's {@code CSVLogger} writes, step by step. Lightning writes a row
 * per call, in which most columns are empty, and writes the whole file again when a metric is new.
 */
final class LightningCollector implements PlacedCollector {

    private static final String NAME = "metrics.csv";
    private static final long LARGEST = 64L << 20;

    private final String wanted;
    private final String key;
    private final String stepColumn;
    private final OwnFiles files;

    /**
     * @param wanted the directory of the logger; an empty text is the attempt's directory
     * @param key the column of the metric
     * @param stepColumn the column of the step: {@code step} or {@code epoch}
     */
    LightningCollector(String wanted, String key, String stepColumn) {
        this.wanted = wanted;
        this.key = key;
        this.stepColumn = stepColumn;
        this.files = new OwnFiles(wanted, NAME::equals);
    }

    @Override
    public PlacedCollector of(AttemptMacros macros) {
        return new LightningCollector(macros.fill(wanted), key, stepColumn);
    }

    @Override
    public List<Path> outside(Path directory, Path workdir) {
        return files.outside(directory, workdir);
    }

    @Override
    public String source() {
        return "Lightning's " + NAME;
    }

    /** The values were reported by the feed; this says why if there are none. */
    @Override
    public Map<String, Double> collect(EndedAttempt attempt) throws IOException {
        Feed feed = new Feed(attempt);
        if (!feed.read(true).isEmpty()) {
            return Map.of();
        }
        if (feed.columns.isEmpty()) {
            throw new IllegalArgumentException("There is no " + NAME + " below " + files.directory(attempt) + ".");
        }
        throw new IllegalArgumentException("Lightning's " + NAME + " has no number in the columns '" + key + "' and '"
                + stepColumn + "' of one row; its columns are " + String.join(", ", feed.columns) + "."
                + Nearest.maybe(key, feed.columns));
    }

    @Override
    public CollectorFeed follow(EndedAttempt attempt) {
        return new Feed(attempt);
    }

    /** What reads one attempt. */
    private final class Feed implements CollectorFeed {

        private final FileListing listing;
        private final Map<Path, Long> sizes = new HashMap<>();
        private final Set<String> columns = new LinkedHashSet<>();
        private final List<String> problems = new ArrayList<>();
        private long last = -1;

        Feed(EndedAttempt attempt) {
            this.listing = new FileListing(files, attempt);
        }

        @Override
        public List<CollectedValue> read(boolean ended) throws IOException {
            Map<Long, Double> values = new TreeMap<>();
            for (Path file : listing.files(ended)) {
                long size = Files.size(file);
                Long before = sizes.put(file, size);
                if (size > LARGEST) {
                    problems.add("The file " + file + " must not be larger than 64 MiB.");
                } else if (ended || before == null || before != size) {
                    rows(file, ended, values);
                }
            }
            List<CollectedValue> fresh = new ArrayList<>();
            values.forEach((step, value) -> {
                if (step > last) {
                    fresh.add(new CollectedValue(step, value));
                }
            });
            last = fresh.isEmpty() ? last : fresh.get(fresh.size() - 1).step();
            return fresh;
        }

        /** A last line without an end is still being written. */
        private void rows(Path file, boolean ended, Map<Long, Double> values) throws IOException {
            String text = new String(Files.readAllBytes(file), StandardCharsets.UTF_8);
            int whole = ended ? text.length() : text.lastIndexOf('\n') + 1;
            List<String> header = List.of();
            for (String line : text.substring(0, whole).lines().toList()) {
                if (header.isEmpty()) {
                    header = CsvFields.of(line, ',');
                    columns.addAll(header);
                } else {
                    row(values(header, CsvFields.of(line, ',')), values);
                }
            }
        }

        private void row(Map<String, String> row, Map<Long, Double> values) {
            Double value = PrintedNumber.parse(row.getOrDefault(key, ""));
            Double step = PrintedNumber.parse(row.getOrDefault(stepColumn, ""));
            if (value != null && step != null && step >= 0 && step == Math.rint(step)) {
                values.put(step.longValue(), value);
            }
        }

        @Override
        public List<String> problems() {
            List<String> news = List.copyOf(problems);
            problems.clear();
            return news;
        }
    }

    private static Map<String, String> values(List<String> header, List<String> fields) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < Math.min(header.size(), fields.size()); i++) {
            row.put(header.get(i), fields.get(i));
        }
        return row;
    }
}
