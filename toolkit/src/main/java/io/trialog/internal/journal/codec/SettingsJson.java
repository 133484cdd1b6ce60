package io.trialog.internal.journal.codec;

import com.fasterxml.jackson.core.JsonToken;
import io.trialog.event.StudyEvent;
import io.trialog.internal.format.PythonText;
import io.trialog.internal.json.FreeForm;
import io.trialog.internal.json.JsonBytes;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.space.Pairing;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.MetricConstraint;
import io.trialog.study.Settings;
import io.trialog.study.StopRule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings, search spaces, distributions and platforms as JSON; the form is specified in {@code log-format.md}. */
final class SettingsJson {

    private SettingsJson() {}

    static void write(Settings settings, JsonBytes out) {
        out.beginObject().member("name", settings.name()).key("directions").beginArray();
        settings.directions().forEach(d -> out.value(d.name().toLowerCase(Locale.ROOT)));
        out.endArray().key("metrics").beginArray();
        settings.metrics().forEach(out::value);
        out.endArray().member("seed", settings.seed()).key("space").beginArray();
        settings.space().parameters().forEach(parameter -> write(parameter, out));
        out.endArray();
        if (!settings.space().pairings().isEmpty()) {
            PairingJson.write(settings.space().pairings(), out.key("paired"));
        }
        FreeForm.writeMap(settings.sampler(), out.key("sampler"));
        FreeForm.writeMap(settings.pruner(), out.key("pruner"));
        FreeForm.writeMap(settings.objective(), out.key("objective"));
        FreeForm.writeMap(settings.executor(), out.key("executor"));
        if (!settings.constraints().isEmpty()) {
            Map<String, @Nullable Object> conditions = new LinkedHashMap<>();
            settings.constraints().forEach(one -> conditions.put(one.name(), one.condition()));
            FreeForm.writeMap(conditions, out.key("constraints"));
        }
        if (!settings.stopWhen().isEmpty()) {
            Map<String, @Nullable Object> bounds = new LinkedHashMap<>();
            settings.stopWhen().forEach(rule -> bounds.put(rule.kind().key(), rule.bound()));
            FreeForm.writeMap(bounds, out.key("stopWhen"));
        }
        out.endObject();
    }

    private static void write(Parameter parameter, JsonBytes out) {
        out.beginObject().member("name", parameter.name());
        write(parameter.distribution(), out.key("distribution"));
        Condition when = parameter.when();
        if (when != null) {
            writeCondition(when, out);
        }
        out.endObject();
    }

    private static void writeCondition(Condition when, JsonBytes out) {
        Map<String, List<@Nullable Object>> flat = new LinkedHashMap<>();
        when.parents().forEach((parent, values) -> flat.put(parent, PythonText.flat(values)));
        FreeForm.writeMap(flat, out.key("when"));
        if (!flat.equals(when.parents())) {
            FreeForm.writeMap(when.parents(), out.key("active"));
        }
    }

    /** Trialog 0.1 knows no list and no map among choices; it finds their texts, and passes over what it does not know. */
    private static void writeChoices(CategoricalDistribution d, JsonBytes out) {
        List<@Nullable Object> flat = PythonText.flat(d.choices());
        FreeForm.write(flat, out.key("choices"));
        FreeForm.write(d.probabilities(), out.key("probabilities"));
        if (!flat.equals(d.choices())) {
            FreeForm.write(d.choices(), out.key("values"));
        }
        if (!d.listed().isEmpty()) {
            FreeForm.write(d.listed(), out.key("listed"));
        }
    }

    static void write(Distribution distribution, JsonBytes out) {
        out.beginObject();
        if (distribution instanceof FloatDistribution d) {
            out.member("kind", "float").key("low").finite(d.low()).key("high").finite(d.high());
            out.key("step").finite(d.step()).key("log").value(d.log());
        } else if (distribution instanceof IntDistribution d) {
            out.member("kind", "int").member("low", d.low()).member("high", d.high());
            out.member("step", d.step()).key("log").value(d.log());
        } else if (distribution instanceof NormalDistribution d) {
            out.member("kind", "normal").key("mu").finite(d.mu()).key("sigma").finite(d.sigma());
            out.key("step").finite(d.step()).key("log").value(d.log());
            if (d.integer()) {
                out.key("integer").value(true);
            }
        } else if (distribution instanceof CategoricalDistribution d) {
            out.member("kind", "categorical");
            writeChoices(d, out);
        }
        out.endObject();
    }

    static void write(StudyEvent.Platform platform, JsonBytes out) {
        out.beginObject().member("toolkit", platform.toolkit()).member("java", platform.java());
        out.member("os", platform.os()).member("arch", platform.arch()).endObject();
    }

    static Settings settings(PayloadFields f) throws IOException {
        String name = null;
        List<Direction> directions = List.of();
        List<String> metrics = List.of();
        long seed = 0;
        SearchSpace space = SearchSpace.EMPTY;
        List<Pairing> pairings = List.of();
        Map<String, Map<String, @Nullable Object>> options = new LinkedHashMap<>();
        while (f.next()) {
            switch (f.name()) {
                case "name" -> name = f.text();
                case "directions" -> directions = directions(f.texts());
                case "metrics" -> metrics = f.texts();
                case "seed" -> seed = f.integer();
                case "space" -> space = space(f);
                case "paired" -> pairings = PairingJson.read(f);
                case "sampler", "pruner", "objective", "executor", "constraints", "stopWhen" ->
                    options.put(f.name(), f.map());
                default -> f.skip();
            }
        }
        return Settings.of(PayloadFields.required("name", name), directions, metrics)
                .withSeed(seed)
                .withSpace(pairings.isEmpty() ? space : new SearchSpace(space.parameters(), pairings))
                .withSampler(options.getOrDefault("sampler", Map.of()))
                .withPruner(options.getOrDefault("pruner", Map.of()))
                .withObjective(options.getOrDefault("objective", Map.of()))
                .withExecutor(options.getOrDefault("executor", Map.of()))
                .withConstraints(constraints(options.getOrDefault("constraints", Map.of())))
                .withStopWhen(stopWhen(options.getOrDefault("stopWhen", Map.of())));
    }

    private static List<MetricConstraint> constraints(Map<String, @Nullable Object> conditions) {
        return conditions.entrySet().stream()
                .map(one -> MetricConstraint.parse(one.getKey(), String.valueOf(one.getValue())))
                .toList();
    }

    private static List<StopRule> stopWhen(Map<String, @Nullable Object> bounds) {
        Map<String, Number> numbers = new LinkedHashMap<>();
        bounds.forEach((name, bound) -> {
            if (bound instanceof Number number) {
                numbers.put(name, number);
            }
        });
        return StopRule.of(numbers);
    }

    private static List<Direction> directions(List<String> names) {
        return names.stream()
                .map(name -> Direction.valueOf(name.toUpperCase(Locale.ROOT)))
                .toList();
    }

    private static SearchSpace space(PayloadFields f) throws IOException {
        List<Parameter> parameters = new ArrayList<>();
        while (f.parser().nextToken() == JsonToken.START_OBJECT) {
            parameters.add(parameter(f));
        }
        return parameters.isEmpty() ? SearchSpace.EMPTY : new SearchSpace(parameters);
    }

    private static Parameter parameter(PayloadFields f) throws IOException {
        String name = null;
        Distribution distribution = null;
        Condition when = null;
        while (f.next()) {
            switch (f.name()) {
                case "name" -> name = f.text();
                case "distribution" -> distribution = distribution(f);
                case "when", "active" -> when = condition(f.map()); // the second says the same more exactly
                default -> f.skip();
            }
        }
        return new Parameter(
                PayloadFields.required("name", name), PayloadFields.required("distribution", distribution), when);
    }

    private static Condition condition(Map<String, @Nullable Object> parents) throws IOException {
        Map<String, List<@Nullable Object>> values = new LinkedHashMap<>();
        for (Map.Entry<String, @Nullable Object> parent : parents.entrySet()) {
            if (!(parent.getValue() instanceof List<?> list)) {
                throw new IOException("The values of '" + parent.getKey() + "' in a condition are no list");
            }
            values.put(parent.getKey(), new ArrayList<@Nullable Object>(list));
        }
        return new Condition(values);
    }

    static Distribution distribution(PayloadFields f) throws IOException {
        Map<String, @Nullable Object> d = f.map();
        String kind = String.valueOf(d.get("kind"));
        return switch (kind) {
            case "float" -> new FloatDistribution(real(d, "low"), real(d, "high"), real(d, "step"), log(d));
            case "int" -> new IntDistribution(whole(d, "low"), whole(d, "high"), whole(d, "step"), log(d));
            case "normal" ->
                new NormalDistribution(
                        real(d, "mu"),
                        real(d, "sigma"),
                        real(d, "step"),
                        log(d),
                        Boolean.TRUE.equals(d.get("integer")));
            case "categorical" -> categorical(d);
            default -> throw new IOException("The kind of distribution '" + kind + "' is not known");
        };
    }

    private static Distribution categorical(Map<String, @Nullable Object> d) throws IOException {
        if (!((d.containsKey("values") ? d.get("values") : d.get("choices")) instanceof List<?> choices)) {
            throw new IOException("'choices' is missing");
        }
        List<Double> probabilities = new ArrayList<>();
        if (d.get("probabilities") instanceof List<?> list) {
            for (Object p : list) {
                probabilities.add((Double) PayloadFields.required("probability", p));
            }
        }
        List<@Nullable Object> listed =
                d.get("listed") instanceof List<?> list ? new ArrayList<@Nullable Object>(list) : List.of();
        return new CategoricalDistribution(new ArrayList<@Nullable Object>(choices), probabilities, listed);
    }

    private static double real(Map<String, @Nullable Object> d, String name) throws IOException {
        return number(d, name).doubleValue();
    }

    private static long whole(Map<String, @Nullable Object> d, String name) throws IOException {
        return number(d, name).longValue();
    }

    private static Number number(Map<String, @Nullable Object> d, String name) throws IOException {
        if (d.get(name) instanceof Number number) {
            return number;
        }
        throw new IOException("'" + name + "' of a distribution is no number");
    }

    private static boolean log(Map<String, @Nullable Object> d) {
        return Boolean.TRUE.equals(d.get("log"));
    }

    static StudyEvent.Platform platform(PayloadFields f) throws IOException {
        String toolkit = "";
        String java = "";
        String os = "";
        String arch = "";
        while (f.next()) {
            switch (f.name()) {
                case "toolkit" -> toolkit = f.text();
                case "java" -> java = f.text();
                case "os" -> os = f.text();
                case "arch" -> arch = f.text();
                default -> f.skip();
            }
        }
        return new StudyEvent.Platform(toolkit, java, os, arch);
    }
}
