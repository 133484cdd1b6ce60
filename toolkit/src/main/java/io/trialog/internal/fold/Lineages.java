package io.trialog.internal.fold;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * What samplers and pruners derived from the histories that they follow: one value per lineage, dropped when nobody holds a
 * view of the lineage any more. Only speed depends on it, never a result. Values must not refer to views, and are locked by
 * whoever uses them. Safe for use by several threads.
 *
 * @param <T> what is kept per lineage
 */
public final class Lineages<T> {

    private final Map<Object, T> byLineage = new WeakHashMap<>();

    /** Returns what is kept for a lineage; a new value if there is none yet. */
    public T get(Object lineage, Supplier<T> create) {
        return get(lineage, known -> true, create);
    }

    /** Returns what is kept for a lineage if it fits; else a new value, which is kept from now on. */
    public synchronized T get(Object lineage, Predicate<T> fits, Supplier<T> create) {
        T known = byLineage.get(lineage);
        if (known == null || !fits.test(known)) {
            known = create.get();
            byLineage.put(lineage, known);
        }
        return known;
    }
}
