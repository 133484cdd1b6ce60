package io.trialog.internal.sampler.tpe;

import io.trialog.space.Distribution;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a sampler keeps of a lineage: the trials, and the models that it has asked. Locked by whoever uses it. */
final class TpeState {

    final TpeTable table;
    private final TpeOptions options;
    private final Map<String, Targets> independent = new HashMap<>();
    private final Map<String, Targets> grouped = new HashMap<>();
    private @Nullable Targets joint;

    TpeState(TpeOptions options) {
        this.options = options;
        this.table = new TpeTable(options);
    }

    Targets joint(NavigableMap<String, Distribution> space) {
        if (joint == null || !joint.isOf(space)) {
            joint = targets(space);
        }
        return joint;
    }

    /** New models of parameters, which are not kept. */
    Targets targets(NavigableMap<String, Distribution> space) {
        return new Targets(space, options, table.isOfSeveral());
    }

    /** The models of a group; there is one per first name. */
    Targets group(NavigableMap<String, Distribution> space) {
        return kept(grouped, space.firstKey(), space);
    }

    Targets independent(String name, Distribution distribution) {
        return kept(independent, name, new TreeMap<>(Map.of(name, distribution)));
    }

    private Targets kept(Map<String, Targets> models, String key, NavigableMap<String, Distribution> space) {
        Targets model = models.get(key);
        if (model == null || !model.isOf(space)) {
            model = targets(space);
            models.put(key, model);
        }
        return model;
    }

    /** The parameters that are drawn together, in one group or several, without those whose values are given. */
    List<NavigableMap<String, Distribution>> spaces(Set<String> given) {
        List<NavigableMap<String, Distribution>> spaces =
                options.group() ? table.groups() : List.of(table.jointSpace());
        return spaces.stream()
                .map(space -> without(space, given))
                .filter(space -> !space.isEmpty())
                .toList();
    }

    private static NavigableMap<String, Distribution> without(
            NavigableMap<String, Distribution> space, Set<String> given) {
        if (given.stream().noneMatch(space::containsKey)) {
            return space;
        }
        NavigableMap<String, Distribution> rest = new TreeMap<>(space);
        rest.keySet().removeAll(given);
        return rest;
    }
}
