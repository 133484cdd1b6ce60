package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.config.wandb.EarlyTerminate;
import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads how to search and when to stop early: {@code sampler} or {@code method}, {@code pruner} or {@code early_terminate}. */
final class SearchReader {

    private static final Map<String, String> METHODS = Map.of("bayes", "tpe", "random", "random", "grid", "grid");

    private final Fields file;
    private final Notes notes;

    SearchReader(Fields file, Notes notes) {
        this.file = file;
        this.notes = notes;
    }

    Map<String, @Nullable Object> sampler() {
        String method = method();
        Item item = file.get("sampler");
        if (item == null) {
            return OptionCatalogue.map(method == null ? "tpe" : method);
        }
        Map<String, @Nullable Object> sampler =
                OptionCatalogue.SAMPLER.read(item, method == null ? "tpe" : method, notes);
        if (method != null && !method.equals(sampler.get("type"))) {
            throw StudyFileException.at(
                    file.place("sampler"),
                    "The sampler '" + sampler.get("type") + "' and the method '" + file.text("method") + "' ("
                            + file.place("method") + ") contradict each other.");
        }
        return sampler;
    }

    private @Nullable String method() {
        if (!file.has("method")) {
            return null;
        }
        Item item = file.need("method");
        if (item instanceof Item.Scalar scalar && scalar.text().equals("custom")) {
            throw StudyFileException.at(
                    file.place("method"), "The method 'custom' is not supported.\nMaybe bayes, random or grid.");
        }
        String method = YamlValues.word(item, "method", List.of("bayes", "random", "grid"));
        if (method.equals("bayes")) {
            notes.add(file.place("method"), "The method bayes is done by the sampler tpe.");
        }
        return METHODS.get(method);
    }

    @Nullable
    Long seed() {
        Item item = file.get("sampler");
        if (item instanceof Item.Mapping mapping && mapping.entries().containsKey("seed")) {
            Item seed = mapping.entries().get("seed").value();
            boolean empty = seed instanceof Item.Scalar scalar && scalar.isNull();
            return empty ? null : YamlValues.integer(seed, "sampler.seed", Long.MIN_VALUE);
        }
        return null;
    }

    /** The pruner for {@code objectives} objectives. */
    Map<String, @Nullable Object> pruner(int objectives) {
        file.notBoth("pruner", "early_terminate");
        Map<String, @Nullable Object> pruner;
        String key = "pruner";
        if (file.has("early_terminate")) {
            key = "early_terminate";
            pruner = earlyTerminate();
        } else if (file.has("pruner")) {
            pruner = OptionCatalogue.PRUNER.read(file.need("pruner"), notes);
        } else {
            return OptionCatalogue.map(objectives > 1 || file.has("method") ? "nop" : "median");
        }
        if (objectives > 1 && !"nop".equals(pruner.get("type"))) {
            throw StudyFileException.at(
                    file.place(key),
                    "A study with " + objectives + " metrics can't be pruned.\nMaybe pruner: {type: nop}.");
        }
        return pruner;
    }

    private Map<String, @Nullable Object> earlyTerminate() {
        if (!file.has("metric") && !file.has("metrics")) {
            throw StudyFileException.at(file.place("early_terminate"), "'early_terminate' needs a 'metric'.");
        }
        return EarlyTerminate.read(file.need("early_terminate"), notes);
    }

    /** Refuses a sampler that can't do so many objectives, before a study is made that could never ask. */
    void checkObjectives(Map<String, @Nullable Object> sampler, int objectives) {
        if (objectives > 1 && "tpe".equals(sampler.get("type"))) {
            throw StudyFileException.at(
                    file.place(
                            file.has("sampler")
                                    ? "sampler"
                                    : file.has("method") ? "method" : file.has("metric") ? "metric" : "metrics"),
                    "The sampler tpe handles one metric, but the study has " + objectives
                            + ".\nMaybe sampler: {type: random}, or one metric.");
        }
    }

    /** Reads the values of a grid, and refuses spaces that it can't enumerate. */
    void checkGrid(Map<String, @Nullable Object> sampler, SearchSpace space, ParameterReader parameters) {
        if (!"grid".equals(sampler.get("type"))) {
            return;
        }
        Map<String, List<@Nullable Object>> listed = Map.of();
        if (sampler.get("grid") instanceof Item grid) {
            listed = new GridReader(space, notes).read(grid);
            sampler.put("grid", listed);
        }
        if (space.isEmpty()) {
            throw StudyFileException.at(file.place(), "A grid needs 'parameters'.");
        }
        for (Parameter parameter : space.parameters()) {
            if (!listed.containsKey(parameter.name()) && endless(parameter.distribution())) {
                throw StudyFileException.at(
                        parameters.place(parameter.name()),
                        "A grid can't enumerate '" + parameter.name()
                                + "', which is continuous.\nMaybe values: [...], a step, or sampler: {type: grid, grid: {"
                                + parameter.name() + ": [...]}}.");
            }
            if (parameter.distribution() instanceof CategoricalDistribution choices
                    && !choices.probabilities().isEmpty()) {
                notes.add(parameters.place(parameter.name()), parameter.name() + ": a grid ignores probabilities.");
            }
        }
    }

    private static boolean endless(Distribution distribution) {
        return distribution instanceof NormalDistribution
                || distribution instanceof FloatDistribution range && range.step() == 0 && !range.isSingle();
    }
}
