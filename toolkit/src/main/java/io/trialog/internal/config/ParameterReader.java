package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.format.PythonText;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.Nearest;
import io.trialog.space.Pairing;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code parameters}: distributions, nested parameters (names joined with a dot) and {@code when}. */
final class ParameterReader {

    private static final List<String> KEYS = List.of(
            "values",
            "value",
            "min",
            "max",
            "distribution",
            "probabilities",
            "q",
            "mu",
            "sigma",
            "a",
            "b",
            "step",
            "log",
            "when",
            "parameters");
    private static final List<String> GROUP_KEYS = List.of("parameters", "when");
    private static final Pattern NAME = Pattern.compile("[^\\s\\p{Cntrl}=\\-][^\\s\\p{Cntrl}=]{0,199}");

    private final Notes notes;
    private final Map<String, Distribution> distributions = new LinkedHashMap<>();
    private final Map<String, Map<String, Item>> parents = new LinkedHashMap<>();
    private final Map<String, String> places = new LinkedHashMap<>();
    private final Map<String, @Nullable Object> nested = new LinkedHashMap<>();
    private final Map<String, String> composites = new LinkedHashMap<>();
    private final Map<String, String> onceReal = new LinkedHashMap<>();

    ParameterReader(Notes notes) {
        this.notes = notes;
    }

    /**
     * Reads the parameters.
     *
     * @param item the section {@code parameters}, or {@code null}
     * @param paired the section {@code paired}, or {@code null}; a condition may name its parameters
     */
    SearchSpace read(@Nullable Item item, @Nullable Item paired) {
        if (item != null) {
            group(item, List.of(), Map.of());
        }
        List<Pairing> pairings = paired == null ? List.of() : new PairedReader(notes, this::declare).read(paired);
        List<Parameter> parameters = new ArrayList<>();
        distributions.forEach(
                (name, distribution) -> parameters.add(new Parameter(name, distribution, condition(name))));
        try {
            return new SearchSpace(parameters, pairings);
        } catch (IllegalArgumentException e) {
            throw new StudyFileException(
                    Objects.requireNonNull(item == null ? paired : item).place() + ": " + e.getMessage(), e);
        }
    }

    /** The parts of every name that was joined from nested ones. */
    Map<String, @Nullable Object> nested() {
        return nested;
    }

    /** Notes that lists and maps among the choices are handed over as texts. */
    void noteTexts() {
        composites.forEach((name, place) -> {
            CategoricalDistribution choices = (CategoricalDistribution) Objects.requireNonNull(distributions.get(name));
            choices.choices().stream()
                    .filter(choice -> choice instanceof List || choice instanceof Map)
                    .findFirst()
                    .ifPresent(choice -> notes.add(
                            place,
                            "parameters." + name + ": lists and maps are passed as texts, such as "
                                    + PythonText.repr(choice) + "."));
        });
    }

    /** The places of the parameters whose values are integers and were real numbers in version 0.1. */
    Map<String, String> onceReal() {
        return onceReal;
    }

    /** The choices of every parameter that has some. */
    Map<String, List<@Nullable Object>> choices() {
        Map<String, List<@Nullable Object>> choices = new LinkedHashMap<>();
        distributions.forEach((name, distribution) -> {
            if (distribution instanceof CategoricalDistribution categorical) {
                choices.put(name, categorical.choices());
            }
        });
        return choices;
    }

    /** The names of all parameters. */
    Set<String> names() {
        return places.keySet();
    }

    /** Where a parameter stands. */
    String place(String name) {
        return places.getOrDefault(name, "");
    }

    private void group(Item item, List<String> path, Map<String, Item> when) {
        String title = title(path, "parameters");
        if (!(item instanceof Item.Mapping mapping)) {
            throw new StudyFileException(YamlValues.wrong(item, title, "a map (key: value)")
                            .getMessage() + "\nMaybe parameters: {x: {min: 0.0, max: 1.0}}.");
        }
        for (Item.Entry entry : mapping.entries().values()) {
            checkName(entry.place(), entry.key());
            List<String> parts = new ArrayList<>(path);
            parts.add(entry.key());
            parameter(entry, parts, when);
        }
    }

    /** Refuses what can't be the name of a parameter. */
    static void checkName(String place, String name) {
        if (!NAME.matcher(name).matches()) {
            throw StudyFileException.at(
                    place,
                    "A parameter's name has 1 to 200 characters, no spaces and no '=', and does not begin with"
                            + " '-', but is '" + name + "'.");
        }
    }

    /** Declares a parameter that has a name of its own. */
    private void declare(String place, String name, Distribution distribution) {
        if (distributions.put(name, distribution) != null) {
            throw StudyFileException.at(
                    place, "The parameter '" + name + "' is declared twice; first at " + place(name) + ".");
        }
        places.put(name, place);
    }

    private static String title(List<String> path, String last) {
        return path.isEmpty() ? last : "parameters." + String.join(".", path) + "." + last;
    }

    private void parameter(Item.Entry entry, List<String> parts, Map<String, Item> when) {
        String name = String.join(".", parts);
        Item.Mapping mapping = map(entry, name);
        String title = "parameters." + name;
        if (mapping.entries().containsKey("parameters")) {
            Fields fields = Fields.of(mapping, title, GROUP_KEYS);
            group(fields.need("parameters"), parts, conditions(fields, when));
            return;
        }
        Fields fields = Fields.of(
                new Item.Mapping(entry.place(), mapping.entries()),
                title,
                KEYS,
                unknown -> Levels.ofParameter(unknown, name));
        Map<String, Item> conditions = conditions(fields, when);
        DistributionReader.Read read = DistributionReader.read(fields, name, notes);
        declare(entry.place(), name, read.distribution());
        if (read.onceReal()) {
            onceReal.put(name, entry.place());
        }
        parents.put(name, conditions);
        if (hasComposite(fields)) {
            composites.put(name, entry.place());
        }
        if (parts.size() > 1) {
            nested.put(name, List.copyOf(parts));
        }
    }

    private static boolean hasComposite(Fields fields) {
        Item value = fields.get("value");
        return value != null && !(value instanceof Item.Scalar)
                || fields.get("values") instanceof Item.Sequence choices
                        && choices.items().stream().anyMatch(item -> !(item instanceof Item.Scalar));
    }

    private static Item.Mapping map(Item.Entry entry, String name) {
        if (entry.value() instanceof Item.Mapping mapping) {
            return mapping;
        }
        String level = Levels.ofName(entry);
        String advice = level.isEmpty() ? "\nMaybe " + name + ": {values: [...]}." : "\n" + level;
        if (level.isEmpty() && entry.value() instanceof Item.Scalar scalar && !scalar.isNull()) {
            advice = "\nMaybe " + name + ": {value: " + scalar.text() + "}.";
        }
        throw new StudyFileException(
                YamlValues.wrong(entry.value(), "parameters." + name, "a map such as {min: 0.0, max: 1.0}")
                                .getMessage()
                        + advice);
    }

    private static Map<String, Item> conditions(Fields fields, Map<String, Item> outer) {
        Map<String, Item> conditions = new LinkedHashMap<>(outer);
        Item when = fields.get("when");
        if (when != null) {
            Item.Mapping mapping = YamlValues.mapping(when, fields.name("when"));
            for (Item.Entry entry : mapping.entries().values()) {
                if (conditions.put(entry.key(), entry.value()) != null) {
                    throw StudyFileException.at(
                            entry.place(),
                            "'" + fields.name("when") + "' names '" + entry.key() + "', as the group around it does.");
                }
            }
        }
        return conditions;
    }

    private @Nullable Condition condition(String child) {
        Map<String, List<@Nullable Object>> conditions = new LinkedHashMap<>();
        parents.getOrDefault(child, Map.of())
                .forEach((parent, item) -> conditions.put(parent, activating(child, parent, item)));
        return conditions.isEmpty() ? null : new Condition(conditions);
    }

    private List<@Nullable Object> activating(String child, String parent, Item item) {
        String what = "parameters." + child + ".when." + parent;
        Distribution distribution = distributions.get(parent);
        if (distribution == null) {
            throw StudyFileException.at(
                    item.place(),
                    "'" + child + "' depends on '" + parent + "', which is no parameter; known are "
                            + String.join(", ", distributions.keySet()) + "."
                            + Nearest.maybe(parent, distributions.keySet()));
        }
        if (!(distribution instanceof CategoricalDistribution choices)) {
            throw StudyFileException.at(
                    item.place(),
                    "'" + child + "' depends on '" + parent + "', which is neither categorical nor fixed.\nMaybe give '"
                            + parent + "' a list of values.");
        }
        List<@Nullable Object> values = new ArrayList<>();
        for (Item element : item instanceof Item.Sequence ? YamlValues.list(item, what) : List.of(item)) {
            values.add(activating(element, what, parent, choices));
        }
        return values;
    }

    /** The choice that is meant; one that is a list or a map may be named by its text, as in files for 0.1. */
    private @Nullable Object activating(Item item, String what, String parent, CategoricalDistribution choices) {
        @Nullable Object value = ChoiceReader.value(item, what, notes);
        for (Object choice : choices.choices()) {
            boolean composite = choice instanceof List || choice instanceof Map;
            if (composite && PythonText.repr(choice).equals(value)) {
                return choice;
            }
        }
        if (!choices.contains(value)) {
            List<String> known = choices.choices().stream().map(PythonText::str).toList();
            throw StudyFileException.at(
                    item.place(),
                    "'" + what + "' names " + PythonText.repr(value) + ", which '" + parent + "' can't be; it takes "
                            + String.join(", ", known) + "." + Nearest.maybe(PythonText.str(value), known));
        }
        return value;
    }
}
