package io.trialog.space;

import java.lang.reflect.Constructor;
import java.lang.reflect.InaccessibleObjectException;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A search space that is written as a Java record: each component is a parameter.
 *
 * <pre>{@code
 * enum Kind { LINEAR, RBF }
 *
 * record Space(
 *         @LogRange(min = 1e-5, max = 1) double lr,
 *         @Range(min = 2, max = 8) int depth,
 *         Kind kind,
 *         @When(component = "kind", is = "RBF") @LogRange(min = 1e-4, max = 1) Double gamma) {}
 *
 * Space space = trial.suggest(Space.class);
 * }</pre>
 *
 * <p>Numbers ({@code double}, {@code int}, {@code long}) need {@link Range} or {@link LogRange}, texts need {@link OneOf}; enums
 * and booleans have all their values. Enum constants stand in the log by their names. A component with {@link When} is boxed, and
 * {@code null} where it is not active. Immutable.
 *
 * @param <R> the record
 */
public final class RecordSpace<R extends Record> {

    private final Class<R> type;
    private final Map<String, Class<?>> types = new LinkedHashMap<>();
    private final SearchSpace space;

    private RecordSpace(Class<R> type) {
        this.type = type;
        List<Parameter> parameters = new ArrayList<>();
        for (RecordComponent component : type.getRecordComponents()) {
            types.put(component.getName(), component.getType());
        }
        for (RecordComponent component : type.getRecordComponents()) {
            parameters.add(new ComponentReader(type, component, types).parameter());
        }
        this.space = new SearchSpace(parameters);
    }

    /**
     * Reads the components of a record.
     *
     * @param <R> the record
     * @param type its class
     * @return the space
     * @throws IllegalArgumentException if a component is no parameter; the message names it and what it needs
     */
    public static <R extends Record> RecordSpace<R> of(Class<R> type) {
        return new RecordSpace<>(type);
    }

    /**
     * Returns the parameters that the components declare.
     *
     * @return the space, in the order of the components
     */
    public SearchSpace space() {
        return space;
    }

    /**
     * Makes a record from values.
     *
     * @param values values in external form, by the names of the components; what is missing is not active
     * @return the record
     * @throws IllegalArgumentException if a component that is not conditional has no value, or the record refuses its values
     */
    public R create(Map<String, ? extends @Nullable Object> values) {
        Object[] arguments = new Object[types.size()];
        int i = 0;
        for (Parameter parameter : space.parameters()) {
            String name = parameter.name();
            Checks.require(
                    values.containsKey(name) || parameter.when() != null,
                    "The component '%s' of %s must have a value, but there is none among %s.",
                    name,
                    type.getName(),
                    values.keySet());
            arguments[i++] = values.containsKey(name)
                    ? converted(
                            Objects.requireNonNull(types.get(name)),
                            Values.coerce(name, parameter.distribution(), values.get(name)))
                    : null;
        }
        return create(arguments);
    }

    private R create(Object[] arguments) {
        try {
            Constructor<R> constructor =
                    type.getDeclaredConstructor(types.values().toArray(new Class<?>[0]));
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (InvocationTargetException e) {
            throw new IllegalArgumentException(
                    "The record " + type.getName() + " refuses its values: " + e.getCause(), e);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new IllegalArgumentException(
                    "The record " + type.getName() + " can't be made: " + e
                            + "\nMaybe make it public, or open its package to the module io.trialog.",
                    e);
        }
    }

    /**
     * Returns the values of a record, as a study is given them.
     *
     * @param instance the record
     * @return values in external form by the names of the components; those that are {@code null} are left out
     * @throws IllegalArgumentException if a component is no parameter, or its value is out of its bounds
     */
    public static Map<String, @Nullable Object> values(Record instance) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        RecordSpace<?> read = of(instance.getClass());
        for (RecordComponent component : instance.getClass().getRecordComponents()) {
            Object value = read(instance, component);
            if (value != null) {
                values.put(component.getName(), read.external(component.getName(), value));
            }
        }
        return values;
    }

    private @Nullable Object external(String name, Object value) {
        Parameter parameter = space.get(name);
        Object external = parameter == null ? value : Values.coerce(name, parameter.distribution(), value);
        Checks.require(
                parameter == null || parameter.distribution().contains(external),
                "The value of the component '%s' of %s must be in %s, but is %s.",
                name,
                type.getName(),
                parameter == null ? "" : parameter.distribution(),
                value);
        return external;
    }

    private static @Nullable Object read(Record instance, RecordComponent component) {
        try {
            component.getAccessor().setAccessible(true);
            return component.getAccessor().invoke(instance);
        } catch (ReflectiveOperationException | InaccessibleObjectException e) {
            throw new IllegalArgumentException("The component '" + component.getName() + "' can't be read: " + e, e);
        }
    }

    private static @Nullable Object converted(Class<?> type, @Nullable Object value) {
        if (type == int.class || type == Integer.class) {
            return value instanceof Number number ? Math.toIntExact(number.longValue()) : value;
        }
        if (type.isEnum() && value instanceof String name) {
            for (Object constant : type.getEnumConstants()) {
                if (((Enum<?>) constant).name().equals(name)) {
                    return constant;
                }
            }
        }
        return value;
    }
}
