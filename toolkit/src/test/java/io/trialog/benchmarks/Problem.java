package io.trialog.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A frozen problem of {@code problems.json} or {@code more-problems.json}; {@code problems.py} says what its keys mean. */
final class Problem {

    private final JsonNode json;
    private final ToDoubleFunction<Map<String, @Nullable Object>> objective;

    Problem(JsonNode json, Path shared) throws IOException {
        this.json = json;
        this.objective = switch (json.get("kind").asText()) {
            case "analytic" -> analytic();
            case "table" -> table(shared);
            default -> nearest(shared);
        };
    }

    String name() {
        return json.get("name").asText();
    }

    SearchSpace space() {
        List<Parameter> parameters = new ArrayList<>();
        for (JsonNode p : json.get("parameters")) {
            parameters.add(new Parameter(p.get("name").asText(), distribution(p), when(p)));
        }
        return new SearchSpace(parameters);
    }

    private static @Nullable Condition when(JsonNode p) {
        if (!p.has("when")) {
            return null;
        }
        Map<String, List<@Nullable Object>> parents = new LinkedHashMap<>();
        p.get("when").properties().forEach(parent -> {
            List<@Nullable Object> values = new ArrayList<>();
            parent.getValue().forEach(value -> values.add(value.asText()));
            parents.put(parent.getKey(), values);
        });
        return new Condition(parents);
    }

    /** The standard deviation of what is added to the value; 0 if nothing is. */
    double noise() {
        return json.path("noise").asDouble(0);
    }

    double evaluate(Map<String, @Nullable Object> values) {
        return objective.applyAsDouble(values);
    }

    private static Distribution distribution(JsonNode p) {
        return switch (p.get("type").asText()) {
            case "categorical" -> {
                List<String> choices = new ArrayList<>();
                p.get("choices").forEach(choice -> choices.add(choice.asText()));
                yield new CategoricalDistribution(choices);
            }
            case "int" ->
                new IntDistribution(
                        p.get("low").asLong(),
                        p.get("high").asLong(),
                        1,
                        p.path("log").asBoolean());
            default ->
                new FloatDistribution(
                        p.get("low").asDouble(),
                        p.get("high").asDouble(),
                        p.path("step").asDouble(0),
                        p.path("log").asBoolean());
        };
    }

    private ToDoubleFunction<Map<String, @Nullable Object>> analytic() {
        ToDoubleFunction<double[]> function =
                Functions.BY_NAME.get(json.get("function").asText());
        return values -> {
            double[] x = new double[json.get("parameters").size()];
            for (int i = 0; i < x.length; i++) {
                JsonNode p = json.get("parameters").get(i);
                String name = p.get("name").asText();
                x[i] = values.containsKey(name) ? coordinate(p, values.get(name)) : 0;
            }
            return function.applyAsDouble(x);
        };
    }

    private static double coordinate(JsonNode p, @Nullable Object value) {
        if (value instanceof Number number) {
            double real = number.doubleValue();
            double place = p.path("log").asBoolean() ? Math.log10(real) : real;
            return p.path("scale").asDouble(1) * (place - p.path("shift").asDouble(0));
        }
        for (int i = 0; i < p.get("choices").size(); i++) {
            if (p.get("choices").get(i).asText().equals(value)) {
                return p.get("penalties").get(i).asDouble();
            }
        }
        throw new IllegalArgumentException(value + " is none of " + p.get("choices") + ".");
    }

    private ToDoubleFunction<Map<String, @Nullable Object>> table(Path shared) throws IOException {
        double sign = json.get("maximize").asBoolean() ? -1 : 1;
        Map<String, Double> rows = new HashMap<>();
        for (List<String> cells : rows(shared.resolve(json.get("file").asText()))) {
            double sum = 0;
            for (String cell : cells.subList(1, cells.size())) {
                sum += Double.parseDouble(cell);
            }
            rows.put(cells.get(0), sign * sum / (cells.size() - 1));
        }
        return values -> {
            StringBuilder key = new StringBuilder();
            for (JsonNode p : json.get("parameters")) {
                key.append(values.get(p.get("name").asText()));
            }
            return rows.get(key.toString());
        };
    }

    private ToDoubleFunction<Map<String, @Nullable Object>> nearest(Path shared) throws IOException {
        List<double[]> points = new ArrayList<>();
        List<Double> losses = new ArrayList<>();
        Map<String, double[]> configs =
                configs(shared.resolve(json.get("configs").asText()));
        for (List<String> cells : rows(shared.resolve(json.get("file").asText()))) {
            if (cells.get(1).equals("valid")) {
                String last = cells.get(cells.size() - 1);
                points.add(configs.get(cells.get(0)));
                losses.add(last.isEmpty() ? Double.NaN : Double.parseDouble(last));
            }
        }
        double worst = losses.stream()
                .mapToDouble(Double::doubleValue)
                .filter(Double::isFinite)
                .max()
                .orElseThrow();
        losses.replaceAll(loss -> Double.isFinite(loss) ? loss : worst);
        return values -> losses.get(nearest(points, values));
    }

    private int nearest(List<double[]> points, Map<String, @Nullable Object> values) {
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
        return at;
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

    private static List<List<String>> rows(Path file) throws IOException {
        List<List<String>> rows = new ArrayList<>();
        try (InputStream zipped = Files.newInputStream(file);
                BufferedReader reader = new BufferedReader(
                        new InputStreamReader(new GZIPInputStream(zipped), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                rows.add(List.of(line.split(",", -1)));
            }
        }
        return rows;
    }
}
