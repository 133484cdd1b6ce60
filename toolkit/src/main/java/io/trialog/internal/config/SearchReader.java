package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.config.wandb.EarlyTerminate;
import io.trialog.internal.config.wandb.SearchMethod;
import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.internal.option.SectionReader;
import io.trialog.internal.sampler.FixedValues;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads how to search and when to stop early: {@code sampler} or {@code method}, {@code pruner} or {@code early_terminate}. */
final class SearchReader {

    private final Fields file;
    private final Notes notes;

    SearchReader(Fields file, Notes notes) {
        this.file = file;
        this.notes = notes;
    }

    Map<String, @Nullable Object> sampler(int objectives) {
        String method = SearchMethod.sampler(file);
        Item item = file.get("sampler");
        String type = method == null || SearchMethod.isBayes(file) ? unnamed(item, objectives) : method;
        if (SearchMethod.isBayes(file) && !namesType(item)) {
            notes.add(file.place("method"), "The method bayes is done by the sampler " + type + ".");
        }
        if (item == null) {
            return OptionCatalogue.ofType(type);
        }
        Map<String, @Nullable Object> sampler = new SectionReader(SamplerCatalogue.catalogue()).read(item, type, notes);
        if (method != null && !SearchMethod.allows(file, String.valueOf(sampler.get("type")))) {
            throw StudyFileException.at(
                    file.place("sampler"),
                    "The sampler '" + sampler.get("type") + "' and the method '" + file.text("method") + "' ("
                            + file.place("method") + ") contradict each other.");
        }
        return sampler;
    }

    /** The type of a section that names none: the default, if it handles so many objectives. */
    private String unnamed(@Nullable Item item, int objectives) {
        Set<String> keys =
                item instanceof Item.Mapping mapping ? mapping.entries().keySet() : Set.of();
        String type = SamplerCatalogue.typeFor(keys);
        if (!namesType(item) && !type.equals(SamplerCatalogue.catalogue().defaultType())) {
            notes.add(file.place("sampler"), "The section names no type, and its options are those of '" + type + "'.");
        }
        return SamplerCatalogue.typeFor(type, objectives);
    }

    private static boolean namesType(@Nullable Item item) {
        if (item instanceof Item.Mapping mapping) {
            Item.Entry type = mapping.entries().get(OptionCatalogue.TYPE);
            return type != null && !(type.value() instanceof Item.Scalar scalar && scalar.isNull());
        }
        return item != null;
    }

    /** Whether the user names the type of the sampler, or options that imply it, and not the default. */
    boolean namesSampler() {
        Item item = file.get("sampler");
        return file.has("method") && !SearchMethod.isBayes(file)
                || namesType(item)
                || item instanceof Item.Mapping mapping
                        && !SamplerCatalogue.typeFor(mapping.entries().keySet())
                                .equals(SamplerCatalogue.catalogue().defaultType());
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

    /**
     * The pruner.
     *
     * @param metrics the objectives
     */
    Map<String, @Nullable Object> pruner(MetricReader metrics) {
        int objectives = metrics.names().size();
        file.notBoth("pruner", "early_terminate");
        if (metrics.isSuccess() && file.has("pruner")) {
            throw StudyFileException.at(file.place("pruner"), "'pruner' needs a 'metric'.");
        }
        if (!file.has("pruner") && !file.has("early_terminate")) {
            return file.has("method") || metrics.isSuccess()
                    ? OptionCatalogue.ofType(PrunerCatalogue.NONE)
                    : PrunerCatalogue.unnamed(objectives);
        }
        String key = file.has("pruner") ? "pruner" : "early_terminate";
        Map<String, @Nullable Object> pruner = PrunerCatalogue.named(file.has("pruner") ? named() : earlyTerminate());
        String refusal = PrunerCatalogue.refusal(pruner, objectives);
        if (refusal != null) {
            throw StudyFileException.at(
                    file.place(key), refusal + "\nMaybe pruner: {type: " + PrunerCatalogue.typeFor(objectives) + "}.");
        }
        checked(file.place(key), () -> PrunerCatalogue.check(pruner));
        return pruner;
    }

    private Map<String, @Nullable Object> named() {
        Item item = file.need("pruner");
        Map<String, @Nullable Object> pruner = new SectionReader(PrunerCatalogue.catalogue())
                .read(item, PrunerCatalogue.catalogue().defaultType(), notes);
        Item.Entry printed =
                item instanceof Item.Mapping mapping ? mapping.entries().get(PrunerCatalogue.PRINTED) : null;
        if (printed != null) {
            pruner.put(
                    PrunerCatalogue.PRINTED,
                    YamlValues.word(
                            printed.value(),
                            "pruner." + PrunerCatalogue.PRINTED,
                            List.of(PrunerCatalogue.RECORD, PrunerCatalogue.PRUNE)));
        }
        return pruner;
    }

    /** Whether the user names a pruner. */
    boolean namesPruner() {
        return file.has("pruner") || file.has("early_terminate");
    }

    private Map<String, @Nullable Object> earlyTerminate() {
        if (!file.has("metric") && !file.has("metrics")) {
            throw StudyFileException.at(file.place("early_terminate"), "'early_terminate' needs a 'metric'.");
        }
        return EarlyTerminate.read(file.need("early_terminate"), notes);
    }

    /** Refuses a sampler that can't do so many objectives, before a study is made that could never ask. */
    void checkObjectives(Map<String, @Nullable Object> sampler, int objectives) {
        String refusal = SamplerCatalogue.refusal(sampler, objectives);
        if (refusal != null) {
            throw StudyFileException.at(
                    file.place(
                            file.has("sampler")
                                    ? "sampler"
                                    : file.has("method") ? "method" : file.has("metric") ? "metric" : "metrics"),
                    refusal + "\nMaybe sampler: {type: " + SamplerCatalogue.typeFor(objectives) + "}, or one metric.");
        }
    }

    /** Refuses a sampler that would propose what constraints forbid, again and again. */
    void checkConstraints(Map<String, @Nullable Object> sampler) {
        String refusal = SamplerCatalogue.refusalOfConstraints(sampler);
        if (refusal != null) {
            throw StudyFileException.at(
                    file.place(file.has("sampler") ? "sampler" : "constraints"),
                    refusal + "\nMaybe sampler: {type: "
                            + SamplerCatalogue.catalogue().defaultType() + "}, which does.");
        }
    }

    /** Reads the values that options list by parameter, and refuses spaces that a sampler can't enumerate. */
    void finish(Map<String, @Nullable Object> sampler, SearchSpace space, ParameterReader parameters) {
        Map<String, List<@Nullable Object>> listed = new LinkedHashMap<>();
        Item fixed = FixedReader.in(file.get("sampler"));
        if (fixed != null) {
            sampler.put(FixedValues.KEY, FixedReader.read(fixed, space, notes));
        }
        sampler.replaceAll((option, value) -> value instanceof Item item ? listed(option, item, space, listed) : value);
        checked(file.place("sampler"), () -> SamplerCatalogue.check(sampler));
        String conditional = SamplerCatalogue.refusal(sampler, space);
        if (conditional != null) {
            throw StudyFileException.at(
                    file.place("sampler"), conditional + "\nMaybe sampler: {type: tpe}, which handles conditions.");
        }
        if (!SamplerCatalogue.enumerates(sampler)) {
            return;
        }
        if (space.isEmpty()) {
            throw StudyFileException.at(
                    file.place(), subject(sampler) + " needs values of at least one parameter, but there are none.");
        }
        for (Parameter parameter : space.parameters()) {
            if (!listed.containsKey(parameter.name())
                    && !FixedValues.of(sampler).containsKey(parameter.name())
                    && endless(parameter.distribution())) {
                throw StudyFileException.at(
                        parameters.place(parameter.name()),
                        subject(sampler) + " can't enumerate '" + parameter.name()
                                + "', which is continuous.\nMaybe values: [...], a step, or sampler: {type: grid, grid: {"
                                + parameter.name() + ": [...]}}.");
            }
            if (parameter.distribution() instanceof CategoricalDistribution choices
                    && !choices.probabilities().isEmpty()) {
                notes.add(
                        parameters.place(parameter.name()),
                        parameter.name() + ": " + subject(sampler).toLowerCase(Locale.ROOT)
                                + " ignores probabilities.");
            }
        }
    }

    private Map<String, List<@Nullable Object>> listed(
            String option, Item item, SearchSpace space, Map<String, List<@Nullable Object>> all) {
        Map<String, List<@Nullable Object>> values = new GridReader("sampler." + option, space, notes).read(item);
        all.putAll(values);
        return values;
    }

    /** Options that contradict each other are refused with their place. */
    private static void checked(String place, Runnable attempt) {
        try {
            attempt.run();
        } catch (IllegalArgumentException e) {
            throw new StudyFileException(place + ": " + e.getMessage(), e);
        }
    }

    /** A sampler that comes to an end, as the subject of a sentence. */
    private static String subject(Map<String, @Nullable Object> sampler) {
        String type = SamplerCatalogue.catalogue().type(sampler);
        return type.equals("grid") ? "A grid" : "The sampler " + type;
    }

    private static boolean endless(Distribution distribution) {
        return distribution instanceof NormalDistribution
                || distribution instanceof FloatDistribution range && range.step() == 0 && !range.isSingle();
    }
}
