package io.trialog.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Training runs that were recorded: values stand for the run whose configuration is nearest, by the decimal logarithm. */
final class RecordedRuns {

    private final JsonNode json;
    private final List<double[]> points = new ArrayList<>();
    private final List<double[]> curves = new ArrayList<>();
    private final double worst;

    RecordedRuns(JsonNode json, Path shared) throws IOException {
        this.json = json;
        Map<String, double[]> configs =
                configs(shared.resolve(json.get("configs").asText()));
        for (List<String> cells : Problem.rows(shared.resolve(json.get("file").asText()))) {
            if (cells.get(1).equals("valid")) {
                points.add(configs.get(cells.get(0)));
                curves.add(cells.stream()
                        .skip(2)
                        .mapToDouble(cell -> cell.isEmpty() ? Double.NaN : Double.parseDouble(cell))
                        .toArray());
            }
        }
        worst = curves.stream()
                .mapToDouble(RecordedRuns::last)
                .filter(Double::isFinite)
                .max()
                .orElseThrow();
    }

    /** The final loss; of a run that diverged, that of the worst. */
    double loss(Map<String, @Nullable Object> values) {
        double last = last(curve(values));
        return Double.isFinite(last) ? last : worst;
    }

    /** The losses in their order; NaN where a run has diverged. */
    double[] curve(Map<String, @Nullable Object> values) {
        double[] x = new double[json.get("parameters").size()];
        for (int i = 0; i < x.length; i++) {
            JsonNode p = json.get("parameters").get(i);
            x[i] = place(p, (Double) values.get(p.get("name").asText()));
        }
        double best = Double.POSITIVE_INFINITY;
        int at = 0;
        for (int i = 0; i < points.size(); i++) {
            double distance = 0;
            for (int j = 0; j < x.length; j++) {
                distance += (x[j] - points.get(i)[j]) * (x[j] - points.get(i)[j]);
            }
            if (distance < best) {
                best = distance;
                at = i;
            }
        }
        return curves.get(at);
    }

    private static double last(double[] curve) {
        return curve[curve.length - 1];
    }

    private Map<String, double[]> configs(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        List<String> names = List.of(lines.get(0).split(",", -1));
        Map<String, double[]> configs = new HashMap<>();
        for (String line : lines.subList(1, lines.size())) {
            List<String> cells = List.of(line.split(",", -1));
            double[] point = new double[json.get("parameters").size()];
            for (int i = 0; i < point.length; i++) {
                JsonNode p = json.get("parameters").get(i);
                double value = Double.parseDouble(
                        cells.get(names.indexOf(p.get("column").asText())));
                point[i] = place(p, p.get("complement").asBoolean() ? 1 - value : value);
            }
            configs.put(cells.get(0), point);
        }
        return configs;
    }

    private static double place(JsonNode p, double value) {
        double low = p.get("low").asDouble();
        double high = p.get("high").asDouble();
        double within = Math.min(Math.max(value, low), high);
        return (Math.log10(within) - Math.log10(low)) / (Math.log10(high) - Math.log10(low));
    }
}
