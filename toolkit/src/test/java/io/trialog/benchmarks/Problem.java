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
            default -> new RecordedRuns(json, shared)::loss;
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
            List<String> values = cells.subList(1, json.path("columns").asInt(cells.size() - 1) + 1);
            double sum = 0;
            for (String cell : values) {
                sum += Double.parseDouble(cell);
            }
            rows.put(cells.get(0), sign * sum / values.size());
        }
        return values -> {
            StringBuilder key = new StringBuilder();
            for (JsonNode p : json.get("parameters")) {
                key.append(values.get(p.get("name").asText()));
            }
            return rows.get(key.toString());
        };
    }

    /** The cells of a zipped CSV file, without its head. */
    static List<List<String>> rows(Path file) throws IOException {
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
