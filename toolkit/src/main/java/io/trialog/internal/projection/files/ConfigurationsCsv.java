package io.trialog.internal.projection.files;

import io.trialog.exception.ProjectionException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileProblem;
import io.trialog.study.Configurations;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Configurations as a table: {@code params_NAME}, then {@code mean}, {@code sd}, {@code n}, {@code min}, {@code max} and {@code trials} (their
 * numbers, between blanks), the best mean first.
 */
public final class ConfigurationsCsv {

    private ConfigurationsCsv() {}

    /**
     * Writes the table.
     *
     * @throws ProjectionException if the file can't be written; one that was there is then unchanged
     */
    public static void write(Configurations configurations, Path file) {
        Set<String> names = new LinkedHashSet<>();
        configurations.rows().forEach(row -> names.addAll(row.params().keySet()));
        List<String> header = new ArrayList<>();
        names.forEach(name -> header.add(CsvText.text("params_" + name)));
        header.addAll(List.of("mean", "sd", "n", "min", "max", "trials"));
        StringBuilder text = new StringBuilder(CsvText.line(header.stream()));
        for (Configurations.Row row : configurations.rows()) {
            text.append(line(row, names));
        }
        try {
            AtomicFile.write(file, text.toString());
        } catch (IOException e) {
            throw new ProjectionException("The file " + file + " can't be written: " + FileProblem.words(e), e);
        }
    }

    private static String line(Configurations.Row row, Set<String> names) {
        List<String> cells = new ArrayList<>();
        for (String name : names) {
            boolean has = row.params().containsKey(name);
            cells.add(has ? CsvText.cell(row.params().get(name), CsvText::text) : "");
        }
        double[] sorted =
                row.values().stream().mapToDouble(Double::doubleValue).sorted().toArray();
        cells.add(CsvText.number(row.mean()));
        cells.add(row.n() < 2 ? "" : CsvText.number(row.deviation()));
        cells.add(String.valueOf(row.n()));
        cells.add(CsvText.number(sorted[0]));
        cells.add(CsvText.number(sorted[sorted.length - 1]));
        cells.add(row.trials().stream().map(String::valueOf).collect(Collectors.joining(" ")));
        return CsvText.line(cells.stream());
    }
}
