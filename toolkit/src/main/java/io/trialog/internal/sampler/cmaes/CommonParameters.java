package io.trialog.internal.sampler.cmaes;

import io.trialog.internal.sampler.FixedValues;
import io.trialog.space.Distribution;
import io.trialog.space.Parameter;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The numeric parameters that every trial has, by name: of a declared space those without a condition; else those that every trial
 * told so far has, with the distribution of the newest one. Not safe for use by several threads.
 */
final class CommonParameters {

    private final NavigableMap<String, Distribution> common = new TreeMap<>();
    private final Map<String, Integer> newest = new HashMap<>();
    private final Set<String> seen = new HashSet<>();
    private @Nullable Shape last;
    private int lastNumber = -1;
    private boolean isEmpty = true;
    private @Nullable Settings settings;
    private boolean hasOthers;
    private NavigableMap<String, Distribution> numeric = Collections.emptyNavigableMap();

    /** Takes a trial that is COMPLETE or PRUNED. */
    @SuppressWarnings("ReferenceEquality") // equal shapes of one history are the same instance
    void add(TrialRecord trial) {
        Shape shape = trial.shape();
        if (shape == last && trial.number() > lastNumber) {
            lastNumber = trial.number();
            return;
        }
        settings = null;
        settle();
        last = shape;
        lastNumber = trial.number();
        if (isEmpty) {
            for (int i = 0; i < shape.size(); i++) {
                common.put(shape.names().get(i), shape.distributions().get(i));
            }
            isEmpty = false;
        }
        common.keySet().retainAll(Set.copyOf(shape.names()));
        for (int i = 0; i < shape.size(); i++) {
            if (!shape.distributions().get(i).isSingle()) {
                seen.add(shape.names().get(i));
            }
        }
        settle();
    }

    /** The newest of a row of trials with one shape decides about distributions. */
    private void settle() {
        Shape shape = last;
        if (shape == null) {
            return;
        }
        for (int i = 0; i < shape.size(); i++) {
            String name = shape.names().get(i);
            if (common.containsKey(name) && lastNumber >= newest.getOrDefault(name, -1)) {
                newest.put(name, lastNumber);
                common.put(name, shape.distributions().get(i));
            }
        }
    }

    void clear() {
        settings = null;
        common.clear();
        newest.clear();
        seen.clear();
        last = null;
        lastNumber = -1;
        isEmpty = true;
    }

    /** The parameters at a view all of whose trials were added; the same instance as long as nothing changes. */
    @SuppressWarnings("ReferenceEquality") // settings change by an event, and are one instance until then
    NavigableMap<String, Distribution> numeric(StudyView view) {
        if (settings != view.settings()) {
            settings = view.settings();
            settle();
            numeric = Collections.unmodifiableNavigableMap(numeric(settings));
            hasOthers = hasOthers(settings);
        }
        return numeric;
    }

    /** Whether there are parameters to propose beside the numeric ones that were asked for last. */
    boolean hasOthers() {
        return hasOthers;
    }

    private boolean hasOthers(Settings now) {
        Set<String> others = new HashSet<>(seen);
        if (!now.space().isEmpty()) {
            others.clear();
            for (Parameter parameter : now.space().parameters()) {
                if (!parameter.distribution().isSingle()) {
                    others.add(parameter.name());
                }
            }
        }
        others.removeAll(numeric.keySet());
        others.removeAll(FixedValues.names(now));
        return !others.isEmpty();
    }

    private NavigableMap<String, Distribution> numeric(Settings now) {
        NavigableMap<String, Distribution> all = new TreeMap<>(common);
        if (!now.space().isEmpty()) {
            all.clear();
            for (Parameter parameter : now.space().parameters()) {
                if (parameter.when() == null) {
                    all.put(parameter.name(), parameter.distribution());
                }
            }
        }
        all.values().removeIf(distribution -> !CmaesSpace.isNumeric(distribution));
        all.keySet().removeAll(FixedValues.names(now));
        return all;
    }
}
