package io.trialog.internal.sampler.cmaes;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a trial's memo says of its draw.
 *
 * @param form which coordinates the point has
 * @param run the number of the run, from 1
 * @param generation the number of its generation, from 0
 * @param lambda from how many points the generation learns
 * @param point the point as it was drawn: neither rounded to a grid nor spread by a margin; not to be modified
 */
record CmaesMemo(Form form, int run, int generation, int lambda, double[] point) {

    private static final String FORM = "form";
    private static final String RUN = "run";
    private static final String GENERATION = "generation";
    private static final String LAMBDA = "lambda";
    private static final String POINT = "point";
    private static final Set<String> FORMS = Set.copyOf(Form.names());

    /** Reads a memo of a point with so many coordinates; {@code null} if another sampler wrote it. */
    static @Nullable CmaesMemo of(Map<String, ?> memo, int size) {
        if (!(memo.get(FORM) instanceof String form
                && FORMS.contains(form)
                && memo.get(POINT) instanceof List<?> list
                && list.size() == size)) {
            return null;
        }
        int run = integer(memo, RUN);
        int generation = integer(memo, GENERATION);
        int lambda = integer(memo, LAMBDA);
        double[] point = new double[size];
        for (int i = 0; i < size; i++) {
            point[i] = list.get(i) instanceof Number number ? number.doubleValue() : Double.NaN;
            if (!Double.isFinite(point[i])) {
                return null;
            }
        }
        return run < 1 || generation < 0 || lambda < 2
                ? null
                : new CmaesMemo(Form.named(form), run, generation, lambda, point);
    }

    /** The number of the run in a memo, whatever its space was; 0 if another sampler wrote it. */
    static int run(Map<String, ?> memo) {
        return memo.containsKey(POINT) ? Math.max(0, integer(memo, RUN)) : 0;
    }

    private static int integer(Map<String, ?> memo, String key) {
        return memo.get(key) instanceof Number number && number.longValue() == number.intValue()
                ? number.intValue()
                : -1;
    }

    Map<String, @Nullable Object> fields() {
        List<Double> places = new ArrayList<>(point.length);
        for (double place : point) {
            places.add(place);
        }
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put(FORM, form.text());
        fields.put(RUN, (long) run);
        fields.put(GENERATION, (long) generation);
        fields.put(LAMBDA, (long) lambda);
        fields.put(POINT, places);
        return fields;
    }
}
