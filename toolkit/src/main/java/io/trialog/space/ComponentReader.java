package io.trialog.space;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the parameter that a component of a record declares. */
final class ComponentReader {

    private final Class<?> type;
    private final RecordComponent component;
    private final Map<String, Class<?>> siblings;

    ComponentReader(Class<?> type, RecordComponent component, Map<String, Class<?>> siblings) {
        this.type = type;
        this.component = component;
        this.siblings = siblings;
    }

    Parameter parameter() {
        String name = component.getName();
        Condition when = condition();
        return when == null ? new Parameter(name, distribution()) : new Parameter(name, distribution(), when);
    }

    private Distribution distribution() {
        Class<?> kind = component.getType();
        if (kind == double.class || kind == Double.class) {
            return real();
        } else if (kind == int.class || kind == Integer.class || kind == long.class || kind == Long.class) {
            return whole();
        } else if (kind == boolean.class || kind == Boolean.class) {
            return CategoricalDistribution.of(false, true);
        } else if (kind.isEnum()) {
            return CategoricalDistribution.of(kind.getEnumConstants());
        } else if (kind == String.class) {
            OneOf choices = component.getAnnotation(OneOf.class);
            require(choices != null, "must have @OneOf with its choices");
            return CategoricalDistribution.of((Object[]) choices.value());
        }
        throw refusal("must be a double, an int, a long, a boolean, a String or an enum, but is a " + kind.getName());
    }

    private Distribution real() {
        Range range = component.getAnnotation(Range.class);
        LogRange logRange = component.getAnnotation(LogRange.class);
        requireOne(range, logRange);
        return range != null
                ? new FloatDistribution(range.min(), range.max(), range.step(), false)
                : new FloatDistribution(logRange.min(), logRange.max(), 0, true);
    }

    private Distribution whole() {
        Range range = component.getAnnotation(Range.class);
        LogRange logRange = component.getAnnotation(LogRange.class);
        requireOne(range, logRange);
        if (range == null) {
            return new IntDistribution(integer(logRange.min()), integer(logRange.max()), 1, true);
        }
        long step = range.step() == 0 ? 1 : integer(range.step());
        return new IntDistribution(integer(range.min()), integer(range.max()), step, false);
    }

    private void requireOne(@Nullable Range range, @Nullable LogRange logRange) {
        require((range == null) != (logRange == null), "must have @Range or @LogRange, and not both");
    }

    private long integer(double bound) {
        require(
                bound == Math.rint(bound) && Math.abs(bound) <= IntDistribution.LIMIT,
                "is an integer, so that its bounds must be integers, but one is " + bound);
        return (long) bound;
    }

    private @Nullable Condition condition() {
        When when = component.getAnnotation(When.class);
        if (when == null) {
            return null;
        }
        require(
                !component.getType().isPrimitive(),
                "has @When, so that it must be of a boxed type such as Double, since it may be null");
        Class<?> parent = siblings.get(when.component());
        require(parent != null, "has @When(component = \"" + when.component() + "\"), which is no component");
        List<@Nullable Object> values = new ArrayList<>();
        Arrays.stream(when.is()).forEach(word -> values.add(isBoolean(parent) ? (Object) word.equals("true") : word));
        Map<String, List<@Nullable Object>> parents = new LinkedHashMap<>();
        parents.put(when.component(), values);
        return new Condition(parents);
    }

    private static boolean isBoolean(@Nullable Class<?> kind) {
        return kind == boolean.class || kind == Boolean.class;
    }

    private void require(boolean holds, String rule) {
        if (!holds) {
            throw refusal(rule);
        }
    }

    private IllegalArgumentException refusal(String rule) {
        return new IllegalArgumentException(
                "The component '" + component.getName() + "' of the record " + type.getName() + " " + rule + ".");
    }
}
