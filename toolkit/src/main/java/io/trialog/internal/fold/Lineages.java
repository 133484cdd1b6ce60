package io.trialog.internal.fold;

import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;

/**
 * What samplers derived from the histories that they follow, one value per lineage, dropped when nobody holds a view of
 * the lineage any more. Values must not refer to views, and are to be locked by whoever uses them. Safe for use by several
 * threads.
 *
 * @param <T> what is kept per lineage
 */
public final class Lineages<T> {

    private final Map<Object, T> byLineage = new WeakHashMap<>();
    private final Supplier<T> fresh;

    /**
     * @param fresh makes the value of a lineage not seen before
     */
    public Lineages(Supplier<T> fresh) {
        this.fresh = fresh;
    }

    /** The value of a lineage. */
    public synchronized T of(Object lineage) {
        T known = byLineage.get(lineage);
        if (known == null) {
            known = fresh.get();
            byLineage.put(lineage, known);
        }
        return known;
    }
}
