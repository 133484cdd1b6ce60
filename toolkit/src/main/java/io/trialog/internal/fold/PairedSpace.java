package io.trialog.internal.fold;

import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.Pairing;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A study whose paired parameters are seen as one categorical parameter per group, over the numbers of its rows. Safe for use by
 * several threads.
 */
public final class PairedSpace {

    /** The values that every trial gets stand here among the options of a sampler. */
    private static final String FIXED = "fixed";

    private final Settings whole;
    private final Settings settings;
    private final IdentityHashMap<Shape, Shape> shapes = new IdentityHashMap<>();

    /**
     * Translates settings.
     *
     * @param whole the settings as they stand in the log
     * @throws IllegalArgumentException if a fixed value stands in no row
     */
    public PairedSpace(Settings whole) {
        this.whole = whole;
        this.settings = whole.withSpace(translated(whole.space())).withSampler(translated(whole.sampler()));
    }

    /** Returns a study as samplers and measures see it; the same view if no parameters are paired. */
    public static StudyView of(StudyView view) {
        return view.settings().space().pairings().isEmpty() ? view : new PairedSpace(view.settings()).view(view);
    }

    /** Returns the settings as they stand in the log. */
    public Settings whole() {
        return whole;
    }

    /** Returns the settings with one parameter per group. */
    public Settings settings() {
        return settings;
    }

    /** Returns a view with one parameter per group. */
    public StudyView view(StudyView view) {
        return new PairedView(view, this);
    }

    /** Returns the distribution of a group. */
    public static Distribution distribution(Pairing pairing) {
        List<@Nullable Object> numbers = new ArrayList<>();
        for (long row = 0; row < pairing.rows().size(); row++) {
            numbers.add(row);
        }
        return new CategoricalDistribution(numbers, List.of());
    }

    /** Returns values with the members of each row in place of its number. */
    public Map<String, @Nullable Object> members(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        for (Pairing pairing : whole.space().pairings()) {
            if (all.remove(pairing.group()) instanceof Number row) {
                all.putAll(pairing.values(row.intValue()));
            }
        }
        return all;
    }

    private static SearchSpace translated(SearchSpace space) {
        List<Parameter> parameters = new ArrayList<>();
        Set<Pairing> seen = new LinkedHashSet<>();
        Set<String> gone = new LinkedHashSet<>();
        for (Parameter parameter : space.inOrder()) {
            Pairing pairing = space.pairing(parameter.name());
            Condition when = parameter.when();
            if (pairing != null && seen.add(pairing)) {
                parameters.add(new Parameter(pairing.group(), distribution(pairing), null));
            } else if (pairing == null) {
                Condition rows = when == null ? null : translated(when, space, gone);
                if (when != null && rows == null) {
                    gone.add(parameter.name());
                } else {
                    parameters.add(new Parameter(parameter.name(), parameter.distribution(), rows));
                }
            }
        }
        return new SearchSpace(parameters);
    }

    /** The condition by rows, or {@code null} if no row fulfils it. */
    private static @Nullable Condition translated(Condition when, SearchSpace space, Set<String> gone) {
        Map<String, List<@Nullable Object>> parents = new LinkedHashMap<>();
        for (Map.Entry<String, List<@Nullable Object>> parent : when.parents().entrySet()) {
            Pairing pairing = space.pairing(parent.getKey());
            if (gone.contains(parent.getKey())) {
                return null;
            } else if (pairing == null) {
                parents.put(parent.getKey(), parent.getValue());
            } else {
                List<@Nullable Object> rows = rows(pairing, parent.getKey(), parent.getValue());
                List<@Nullable Object> others = parents.get(pairing.group());
                if (others != null) {
                    rows.retainAll(others);
                }
                if (rows.isEmpty()) {
                    return null;
                }
                parents.put(pairing.group(), rows);
            }
        }
        return new Condition(parents);
    }

    private static List<@Nullable Object> rows(Pairing pairing, String member, List<@Nullable Object> values) {
        Set<@Nullable Object> rows = new LinkedHashSet<>();
        for (long row = 0; row < pairing.rows().size(); row++) {
            if (values.contains(pairing.values((int) row).get(member))) {
                rows.add(row);
            }
        }
        return new ArrayList<>(rows);
    }

    private Map<String, @Nullable Object> translated(Map<String, @Nullable Object> sampler) {
        if (!(sampler.get(FIXED) instanceof Map<?, ?> given)) {
            return sampler;
        }
        Map<String, @Nullable Object> fixed = new LinkedHashMap<>();
        given.forEach((name, value) -> fixed.put(String.valueOf(name), value));
        Map<String, @Nullable Object> options = new LinkedHashMap<>(sampler);
        options.put(FIXED, numbered(whole.space().completed(fixed)));
        return options;
    }

    /** The values with the number of a row in place of the members that have its values. */
    private Map<String, @Nullable Object> numbered(Map<String, @Nullable Object> values) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>(values);
        for (Pairing pairing : whole.space().pairings()) {
            int row = pairing.rowOf(values);
            all.keySet().removeAll(pairing.members());
            if (row >= 0) {
                all.put(pairing.group(), (long) row);
            }
        }
        return all;
    }

    /** Returns a trial with the number of a row in place of the members that have its values. */
    public TrialRecord numbered(TrialRecord trial) {
        Map<String, @Nullable Object> values = numbered(trial.params());
        Shape shape = shape(trial.shape(), values.keySet());
        double[] internals = new double[shape.size()];
        for (int i = 0; i < internals.length; i++) {
            internals[i] = shape.distributions()
                    .get(i)
                    .toInternal(values.get(shape.names().get(i)));
        }
        Map<String, @Nullable Object> fixed = trial.fixed().isEmpty() ? trial.fixed() : numbered(trial.fixed());
        return new RecordDraft(trial).parameters(shape, internals).fixed(fixed).build();
    }

    /** Trials with equal parameters share one shape here too. */
    private Shape shape(Shape original, Set<String> names) {
        synchronized (shapes) {
            Shape known = shapes.get(original);
            if (known == null || !List.copyOf(names).equals(known.names())) {
                known = Shape.of(distributions(original, names));
                shapes.put(original, known);
            }
            return known;
        }
    }

    private Map<String, Distribution> distributions(Shape original, Set<String> names) {
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        for (String name : names) {
            int index = original.indexOf(name);
            Parameter declared = settings.space().get(name);
            if (index >= 0) {
                distributions.put(name, original.distributions().get(index));
            } else if (declared != null) {
                distributions.put(name, declared.distribution());
            }
        }
        return Collections.unmodifiableMap(distributions);
    }
}
