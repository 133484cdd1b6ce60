package io.trialog.internal.fold;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What was derived from the finished trials of each history, kept as long as somebody holds the history. Only speed depends
 * on it, never a decision. Safe for use by several threads.
 *
 * @param <T> what is kept; it must not refer to the lineage
 */
public final class PrunedLineages<T> {

    private final Map<Object, T> byLineage = new WeakHashMap<>();

    /** What is kept for a history if it fits; else a new one, which is kept from now on. */
    public synchronized T get(Object lineage, Predicate<T> fits, Supplier<T> create) {
        T known = byLineage.get(lineage);
        if (known == null || !fits.test(known)) {
            known = create.get();
            byLineage.put(lineage, known);
        }
        return known;
    }
}
