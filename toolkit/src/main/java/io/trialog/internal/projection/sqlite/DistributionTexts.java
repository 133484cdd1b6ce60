package io.trialog.internal.projection.sqlite;

import io.trialog.trial.Shape;
import java.util.IdentityHashMap;

/** Optuna's texts of the distributions of a shape, made once per shape: trials with equal parameters share one instance. */
final class DistributionTexts {

    private static final int LIMIT = 10_000;

    private final IdentityHashMap<Shape, String[]> known = new IdentityHashMap<>();

    /** One text per parameter, in the order of the shape; not to be modified. */
    String[] of(Shape shape) {
        String[] texts = known.get(shape);
        if (texts == null) {
            texts = shape.distributions().stream()
                    .map(OptunaDistributions::json)
                    .toArray(String[]::new);
            if (known.size() == LIMIT) {
                known.clear();
            }
            known.put(shape, texts);
        }
        return texts;
    }
}
