package io.trialog.internal.sampler;

import io.trialog.space.Distribution;
import io.trialog.trial.Shape;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The parameters that every trial added has, with an equal distribution, sorted by name. Not safe for use by several
 * threads.
 */
public final class JointSpace {

    private final Set<Shape> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable NavigableMap<String, Distribution> common;
    private @Nullable Shape last;

    /**
     * Takes what a trial has.
     *
     * @param shape names and distributions of its parameters
     */
    @SuppressWarnings("ReferenceEquality") // equal shapes of one history are the same instance
    public void add(Shape shape) {
        if (shape == last || !seen.add(shape)) {
            return;
        }
        last = shape;
        NavigableMap<String, Distribution> kept = new TreeMap<>();
        for (int i = 0; i < shape.size(); i++) {
            String name = shape.names().get(i);
            Distribution distribution = shape.distributions().get(i);
            if (common == null || distribution.equals(common.get(name))) {
                kept.put(name, distribution);
            }
        }
        if (common == null || kept.size() < common.size()) {
            common = kept;
        }
    }

    /** The parameters, single-valued ones left out. The same instance as long as nothing changes. */
    public NavigableMap<String, Distribution> parameters() {
        if (common == null) {
            return Collections.emptyNavigableMap();
        }
        common.values().removeIf(Distribution::isSingle);
        return common;
    }

    /** Forgets the trials it has seen. */
    public void clear() {
        seen.clear();
        common = null;
        last = null;
    }
}
