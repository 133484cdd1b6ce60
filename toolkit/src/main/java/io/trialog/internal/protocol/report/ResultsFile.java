package io.trialog.internal.protocol.report;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.spi.EndedAttempt;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads one value from a file that a program leaves: by a dotted key from JSON or YAML, by a column, last row, from
 * CSV.
 *
 * <p>A relative path is looked for in the attempt's directory, then in the working directory, and must stay inside. Outside the
 * attempt's directory a file counts only if it was written after the attempt began ({@link StartMarks}).
 */
final class ResultsFile implements PlacedCollector {

    /** What a larger file would be is not a file of results. */
    private static final long LARGEST = 64L << 20;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .enable(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS)
            .build();
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    private final String wanted;
    private final String key;

    /**
     * @param file the file's path: absolute, or relative to the attempt's directory or the working directory and inside it; may
     *     have the macros of an attempt
     * @param key the way to the value, parts separated by dots; a column in a CSV file
     */
    ResultsFile(String file, String key) {
        this.wanted = file;
        this.key = key;
    }

    @Override
    public ResultsFile of(AttemptMacros macros) {
        return new ResultsFile(macros.fill(wanted), key);
    }

    @Override
    public List<Path> outside(Path directory, Path workdir) {
        return ResultPlaces.outside(wanted, directory, workdir);
    }

    @Override
    public String source() {
        return "the results file " + wanted;
    }

    @Override
    public Map<String, Double> collect(EndedAttempt attempt) throws IOException {
        StartMarks marks = StartMarks.read(attempt.directory(), attempt.started());
        Path found = ResultPlaces.find(wanted, attempt.directory(), attempt.workdir(), marks);
        if (found == null) {
            throw new IllegalArgumentException("The results file " + wanted + " is "
                    + ResultPlaces.absence(wanted, attempt.directory(), attempt.workdir()) + ".");
        }
        return Map.of(attempt.metric(), value(found));
    }

    private Double value(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException("The results file " + file + " must not be larger than 64 MiB.");
        }
        String name = wanted.toLowerCase(Locale.ROOT);
        try {
            if (name.endsWith(".csv") || name.endsWith(".tsv")) {
                return column(file, name.endsWith(".csv") ? ',' : '\t');
            }
            boolean yaml = name.endsWith(".yaml") || name.endsWith(".yml");
            return number(file, entry((yaml ? YAML : JSON).readTree(Files.readAllBytes(file)), key));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "The results file " + file + " can't be read: " + e.getOriginalMessage(), e);
        }
    }

    private Double number(Path file, @Nullable JsonNode node) {
        Double value = node == null ? null : node.isNumber() ? Double.valueOf(node.doubleValue()) : text(node);
        if (value == null) {
            throw new IllegalArgumentException("The results file " + file + " must have a number at '" + key
                    + "', but has " + (node == null ? "no such key" : node) + ".");
        }
        return value;
    }

    private static @Nullable Double text(JsonNode node) {
        return node.isTextual() ? PrintedNumber.parse(node.textValue()) : null;
    }

    /** The node at a dotted key. A key that itself holds dots is found too; numbers are positions, -1 the last. */
    private static @Nullable JsonNode entry(@Nullable JsonNode node, String key) {
        if (node == null || key.isEmpty()) {
            return node;
        }
        for (int end = key.length(); end > 0; end = key.lastIndexOf('.', end - 1)) {
            JsonNode child = child(node, key.substring(0, end));
            JsonNode found = child == null ? null : entry(child, key.substring(Math.min(end + 1, key.length())));
            if (found != null) {
                return found;
            }
        }
        return null;
    }

    private static @Nullable JsonNode child(JsonNode node, String name) {
        if (!node.isArray()) {
            return node.get(name);
        }
        Double index = PrintedNumber.parse(name);
        if (index == null) {
            return null;
        }
        return node.get(index < 0 ? node.size() + index.intValue() : index.intValue());
    }

    private Double column(Path file, char separator) throws IOException {
        List<String> header = null;
        List<String> last = List.of();
        for (String line :
                Files.readString(file, StandardCharsets.UTF_8).lines().toList()) {
            if (!line.isBlank() && header == null) {
                header = CsvFields.of(line, separator);
            } else if (!line.isBlank()) {
                last = CsvFields.of(line, separator);
            }
        }
        int column = header == null ? -1 : header.indexOf(key);
        Double value = column < 0 || column >= last.size() ? null : PrintedNumber.parse(last.get(column));
        if (value == null) {
            throw new IllegalArgumentException("The results file " + file + " must have a number in the column '" + key
                    + "' of its last row; its columns are " + (header == null ? List.of() : header) + ".");
        }
        return value;
    }
}
