package io.trialog.internal.engine;

import io.trialog.internal.project.HydraComposition;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.Pairing;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.space.Values;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The values that a program gives to the parameters of a study by itself.
 *
 * @param params those that lie in the space, by parameter; where a row of paired parameters is not there, none of its members
 * @param notes what is left to the sampler, and why
 */
record OwnValues(Map<String, @Nullable Object> params, List<String> notes) {

    private static final String SAMPLER = "; the sampler chooses.";

    /** Returns the values of a composed configuration that lie in a space. */
    static OwnValues of(HydraComposition own, SearchSpace space) {
        OwnValues values = new OwnValues(new LinkedHashMap<>(), new ArrayList<>());
        for (Parameter parameter : space.inOrder()) {
            boolean isActive = parameter.when() == null || parameter.when().holds(values.params);
            if (isActive) {
                values.take(parameter, own);
            }
        }
        space.pairings().forEach(values::keepRow);
        return values;
    }

    private void take(Parameter parameter, HydraComposition own) {
        String name = parameter.name();
        String option = own.groups().get(name);
        Item item = own.keys().get(name);
        if (option == null && item == null) {
            notes.add("baseline: the program has no value of " + name + " of its own"
                    + (parameter.distribution().isSingle() ? "." : SAMPLER));
            return;
        }
        Object value = option != null ? option : plain(item);
        if (isOf(parameter, value)) {
            params.put(name, Values.coerce(name, parameter.distribution(), value));
        } else {
            notes.add("baseline: the program's own value of " + name + ", " + value + ", is none of the study's"
                    + (parameter.distribution().isSingle() ? "." : SAMPLER));
        }
    }

    private static @Nullable Object plain(@Nullable Item item) {
        if (item instanceof Item.Sequence list) {
            return list.items().stream()
                    .map(OwnValues::plain)
                    .collect(ArrayList<@Nullable Object>::new, List::add, List::addAll);
        }
        if (item instanceof Item.Mapping map) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            map.entries().forEach((key, entry) -> values.put(key, plain(entry.value())));
            return values;
        }
        return item == null ? null : YamlValues.typed(item);
    }

    private static boolean isOf(Parameter parameter, @Nullable Object value) {
        try {
            return parameter.distribution().contains(Values.coerce(parameter.name(), parameter.distribution(), value));
        } catch (IllegalArgumentException e) {
            return false; // of another type
        }
    }

    /** Paired parameters have the values of one row, or none. */
    private void keepRow(Pairing pairing) {
        boolean isTaken = pairing.members().stream().anyMatch(params::containsKey);
        boolean isRow = pairing.members().stream().allMatch(params::containsKey)
                && pairing.rowsWith(params).size() == 1;
        if (isTaken && !isRow) {
            pairing.members().forEach(params::remove);
            notes.add("baseline: the program's own values of " + String.join(", ", pairing.members())
                    + " stand in no row together" + SAMPLER);
        }
    }

    @Override
    public String toString() {
        return params.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
