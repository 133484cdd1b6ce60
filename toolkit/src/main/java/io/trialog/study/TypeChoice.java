package io.trialog.study;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sampler or a pruner with its options, as a study file would name it. Immutable: each method returns a changed copy.
 *
 * @param <T> the type of the copies
 */
public abstract class TypeChoice<T extends TypeChoice<T>> {

    private final String type;
    private final Map<String, @Nullable Object> options;

    /**
     * Names a type and its options.
     *
     * @param type as in a study file
     * @param options values by the names of options, as in a study file
     */
    protected TypeChoice(String type, Map<String, ? extends @Nullable Object> options) {
        this.type = type;
        this.options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }

    /**
     * Returns the same type with other options.
     *
     * @param changed values by the names of options
     * @return a copy
     */
    protected abstract T copy(Map<String, @Nullable Object> changed);

    /**
     * Returns the name of the type.
     *
     * @return the name, as in a study file
     */
    public final String type() {
        return type;
    }

    /**
     * Returns the options that were set.
     *
     * @return values by the names of options, as in a study file
     */
    public final Map<String, @Nullable Object> options() {
        return options;
    }

    /**
     * Sets an option by the name that it has in study files. It is checked when the study is described.
     *
     * @param option the name, such as {@code startup_trials}
     * @param value its value
     * @return a changed copy
     */
    public final T with(String option, Object value) {
        Map<String, @Nullable Object> changed = new LinkedHashMap<>(options);
        changed.put(option, value);
        return copy(changed);
    }

    @Override
    public final String toString() {
        return type + options;
    }
}
