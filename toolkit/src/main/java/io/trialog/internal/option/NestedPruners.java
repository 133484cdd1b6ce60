package io.trialog.internal.option;

import io.trialog.spi.Option;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Settings of pruners within pruners: they are resolved like those of one that stands alone. */
final class NestedPruners {

    private NestedPruners() {}

    /**
     * Says everything in the settings that stand within others.
     *
     * @param options the options of the outer type
     * @param resolved its settings, which are changed
     * @param recorded what a study was recorded with, whose rules hold on; {@code null} in a new study
     */
    static void resolve(
            List<Option> options,
            Map<String, @Nullable Object> resolved,
            @Nullable Map<String, @Nullable Object> recorded) {
        for (Option option : options) {
            Map<String, @Nullable Object> now = map(resolved.get(option.name()));
            if (option.kind() == Option.Kind.PRUNER && now != null) {
                Map<String, @Nullable Object> before = recorded == null ? null : map(recorded.get(option.name()));
                resolved.put(option.name(), PrunerCatalogue.catalogue().resolved(now, before));
            }
        }
    }

    private static @Nullable Map<String, @Nullable Object> map(@Nullable Object value) {
        if (value instanceof Map<?, ?> found) {
            Map<String, @Nullable Object> map = new LinkedHashMap<>();
            found.forEach((key, item) -> map.put(String.valueOf(key), item));
            return map;
        }
        return null;
    }
}
