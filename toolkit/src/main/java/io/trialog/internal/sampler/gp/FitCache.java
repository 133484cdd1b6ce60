package io.trialog.internal.sampler.gp;

import io.trialog.space.Distribution;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.IntFunction;

/**
 * The hyperparameters that were fitted of late, so that asks from earlier views do not fit again. A fit depends on its key alone.
 * Not safe for use by several threads.
 */
final class FitCache {

    private static final int MOST = 64;

    /** What a fit depends on, within one lineage. */
    private record Key(List<Object> history, NavigableMap<String, Distribution> parameters, String target, int count) {}

    private final Map<Key, Hyperparameters> fits = new LinkedHashMap<>();
    private List<Object> history = List.of();

    /** @param identity what tells the trials from those of another view, beyond their number */
    void follow(List<Object> identity) {
        history = List.copyOf(identity);
    }

    Hyperparameters get(
            NavigableMap<String, Distribution> parameters, String target, int count, IntFunction<Hyperparameters> fit) {
        Key key = new Key(history, new TreeMap<>(parameters), target, count);
        Hyperparameters known = fits.get(key);
        if (known == null) {
            known = fit.apply(count);
            if (fits.size() == MOST) {
                fits.remove(fits.keySet().iterator().next());
            }
            fits.put(key, known);
        }
        return known;
    }
}
