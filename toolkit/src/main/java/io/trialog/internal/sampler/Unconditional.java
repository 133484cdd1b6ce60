package io.trialog.internal.sampler;

import io.trialog.space.Condition;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters that every trial has: without a condition, or with one that single-valued parents always fulfil. */
public final class Unconditional {

    private Unconditional() {}

    /**
     * Returns the parameters of a space that every trial has.
     *
     * @param space the declared parameters
     * @return the parameters, parents first
     */
    public static List<Parameter> of(SearchSpace space) {
        Map<String, @Nullable Object> single = new LinkedHashMap<>();
        List<Parameter> kept = new ArrayList<>();
        for (Parameter parameter : space.inOrder()) {
            Condition when = parameter.when();
            if (when == null || single.keySet().containsAll(when.parents().keySet()) && when.holds(single)) {
                kept.add(parameter);
                if (parameter.distribution().isSingle()) {
                    single.put(parameter.name(), UnitCube.value(parameter.distribution(), 0));
                }
            }
        }
        return kept;
    }
}
