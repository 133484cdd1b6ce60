package io.trialog.internal.config;

import io.trialog.internal.format.Durations;
import io.trialog.internal.option.ExecutorOptions;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.yaml.YamlText;
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
import io.trialog.study.Settings;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Writes {@code study.yaml}: what was asked for, in Trialog's own form, so that {@link StudyFileReader} reads the same
 * again. Sweep files come out in that form too. Thread-safe.
 */
public final class StudyFileWriter {

    private final StringBuilder out = new StringBuilder();

    private StudyFileWriter() {}

    /** The text of a file that reads back equal to {@code file}, but for source and notes. */
    public static String write(StudyFile file) {
        StudyFileWriter writer = new StudyFileWriter();
        Settings settings = file.settings(0);
        boolean isDefault = !file.namesPruner() && PrunerCatalogue.recordsPrinted(file.pruner());
        writer.settings(isDefault ? settings.withPruner(Map.of()) : settings, file.seed(), file.target());
        writer.line(
                "controller", durations(file.controller(), key -> key.equals("time") || key.equals("renew_before")));
        writer.line("stage", file.stage());
        writer.line("notify", file.messages());
        file.trackers().forEach(writer::value);
        if (file.hasBaseline()) {
            writer.value(StudyFile.BASELINE, true);
        }
        if (file.trials() != null) {
            writer.value("trials", file.trials());
        }
        if (file.timeout() != null) {
            writer.value("timeout", new YamlText.Plain(Durations.format(file.timeout())));
        }
        if (file.durability() != null) {
            writer.value("durability", file.durability());
        }
        file.labels().forEach(writer::value);
        return writer.out.toString();
    }

    /** The text of a file that asks for {@code settings}, the seed included. */
    public static String write(Settings settings) {
        StudyFileWriter writer = new StudyFileWriter();
        writer.settings(settings, settings.seed(), null);
        return writer.out.toString();
    }

    private void settings(Settings settings, @Nullable Long seed, @Nullable Double target) {
        value("name", settings.name());
        block("objective", settings.objective());
        metrics(settings, target);
        line("constraints", constraints(settings));
        line("stop_when", stopWhen(settings));
        parameters(settings.space());
        Map<String, @Nullable Object> sampler = new LinkedHashMap<>(settings.sampler());
        if (seed != null) {
            sampler.put("seed", seed);
        }
        line("sampler", sampler);
        line("pruner", settings.pruner());
        line("executor", executor(settings.executor()));
    }

    /** The constraints by their names, as a study file has them. */
    static Map<String, @Nullable Object> constraints(Settings settings) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        settings.constraints().forEach(constraint -> map.put(constraint.name(), constraint.condition()));
        return map;
    }

    /** The bounds of the rules by which a study stops, by their names. */
    static Map<String, @Nullable Object> stopWhen(Settings settings) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        settings.stopWhen().forEach(rule -> map.put(rule.kind().key(), rule.number()));
        return map;
    }

    /** The executor section with durations as people write them. */
    static Map<String, @Nullable Object> executor(Map<String, @Nullable Object> executor) {
        return durations(executor, ExecutorOptions.catalogue()::isDuration);
    }

    private void value(String key, @Nullable Object value) {
        out.append(key).append(": ").append(YamlText.of(value)).append('\n');
    }

    private void line(String key, Map<String, @Nullable Object> map) {
        if (!map.isEmpty()) {
            value(key, map);
        }
    }

    private void block(String key, Map<String, @Nullable Object> map) {
        if (!map.isEmpty()) {
            out.append(key).append(":\n");
            map.forEach((name, value) -> {
                out.append("  ").append(YamlText.text(name));
                out.append(": ").append(YamlText.of(value)).append('\n');
            });
        }
    }

    private void metrics(Settings settings, @Nullable Double target) {
        List<Object> metrics = new ArrayList<>();
        for (int i = 0; i < settings.metrics().size(); i++) {
            Map<String, Object> metric = new LinkedHashMap<>();
            metric.put("name", settings.metrics().get(i));
            boolean minimize = settings.directions().get(i) == Direction.MINIMIZE;
            metric.put("goal", minimize ? "minimize" : "maximize");
            if (i == 0 && target != null) {
                metric.put("target", target);
            }
            metrics.add(metric);
        }
        if (metrics.size() == 1) {
            value("metric", metrics.get(0));
        } else {
            out.append("metrics:\n");
            metrics.forEach(
                    metric -> out.append("  - ").append(YamlText.of(metric)).append('\n'));
        }
    }

    private void parameters(SearchSpace space) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        for (Parameter parameter : space.parameters()) {
            if (space.pairing(parameter.name()) != null) {
                continue;
            }
            Map<String, @Nullable Object> description = describe(parameter.distribution());
            Condition when = parameter.when();
            if (when != null) {
                description.put("when", when.parents());
            }
            map.put(parameter.name(), description);
        }
        block("parameters", map);
        if (!space.pairings().isEmpty()) {
            out.append("paired:\n");
            paired(space)
                    .forEach(group ->
                            out.append("  - ").append(YamlText.of(group)).append('\n'));
        }
    }

    /** The groups of paired parameters in the words of the study file. */
    static List<Object> paired(SearchSpace space) {
        List<Object> groups = new ArrayList<>();
        for (Pairing pairing : space.pairings()) {
            Map<String, @Nullable Object> members = new LinkedHashMap<>();
            for (int column = 0; column < pairing.members().size(); column++) {
                List<@Nullable Object> values = new ArrayList<>();
                for (List<@Nullable Object> row : pairing.rows()) {
                    values.add(row.get(column));
                }
                members.put(pairing.members().get(column), values);
            }
            groups.add(Map.of(pairing.group(), members));
        }
        return groups;
    }

    /** A distribution in the words of the study file, without condition. */
    static Map<String, @Nullable Object> describe(Distribution distribution) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (distribution instanceof FloatDistribution range) {
            boolean plainLog = range.log() && range.step() == 0;
            if (plainLog) {
                map.put("distribution", "log_uniform_values");
            }
            map.put("min", range.low());
            map.put("max", range.high());
            if (range.step() > 0) {
                map.put("step", range.step());
            }
            if (range.log() && !plainLog) {
                map.put("log", true);
            }
        } else if (distribution instanceof IntDistribution range) {
            integers(range, map);
        } else if (distribution instanceof NormalDistribution normal) {
            map.put("distribution", (normal.step() > 0 ? "q_" : "") + (normal.log() ? "log_normal" : "normal"));
            map.put("mu", normal.mu());
            map.put("sigma", normal.sigma());
            if (normal.step() > 0) {
                map.put("q", normal.integer() ? (Object) (long) normal.step() : (Object) normal.step());
            }
        } else if (distribution instanceof CategoricalDistribution choices) {
            choices(choices, map);
        }
        return map;
    }

    private static void integers(IntDistribution range, Map<String, @Nullable Object> map) {
        if (range.low() == 0 && range.high() == 1) {
            map.put("distribution", "int_uniform");
        }
        map.put("min", range.low());
        map.put("max", range.high());
        if (range.step() > 1) {
            map.put("step", range.step());
        }
        if (range.log()) {
            map.put("log", true);
        }
    }

    private static void choices(CategoricalDistribution choices, Map<String, @Nullable Object> map) {
        if (choices.isSingle() && choices.probabilities().isEmpty()) {
            map.put("value", choices.choices().get(0));
            return;
        }
        map.put("values", choices.choices());
        if (!choices.probabilities().isEmpty()) {
            map.put("probabilities", choices.probabilities());
        }
    }

    private static Map<String, @Nullable Object> durations(
            Map<String, @Nullable Object> map, Predicate<String> isDuration) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(map);
        copy.replaceAll((key, value) -> isDuration.test(key) && value instanceof Number seconds
                ? new YamlText.Plain(Durations.format(Durations.ofSeconds(seconds)))
                : value);
        return copy;
    }
}
