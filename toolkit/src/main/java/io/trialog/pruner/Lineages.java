package io.trialog.pruner;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * What was derived from the finished trials of each history, kept as long as somebody holds the history. Only speed depends
 * on it, never a decision. Safe for use by several threads.
 *
 * @param <T> what is kept; it must not refer to the lineage
 */
final class Lineages<T> {

    private final Map<Object, T> byLineage = new WeakHashMap<>();

    synchronized T get(Object lineage, Supplier<T> create) {
        return byLineage.computeIfAbsent(lineage, key -> create.get());
    }
}
