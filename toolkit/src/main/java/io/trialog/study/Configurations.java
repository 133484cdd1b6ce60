package io.trialog.study;

import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The COMPLETE trials of a study by their configurations: those that differ only in parameters that are averaged over, such as a seed, are one.
 *
 * @param metric what is averaged
 * @param rows the configurations, the one with the best mean first
 * @param left how many COMPLETE trials have no finite value of the metric, and are left out
 */
public record Configurations(String metric, List<Row> rows, int left) {

    /**
     * Copies the rows.
     *
     * @param metric what is averaged
     * @param rows the configurations, the one with the best mean first
     * @param left how many COMPLETE trials have no finite value of the metric, and are left out
     */
    public Configurations {
        rows = List.copyOf(rows);
    }

    /**
     * A configuration.
     *
     * @param params its parameters, without those that are averaged over
     * @param values the values of its trials, by the numbers of the trials
     * @param trials the numbers of its trials
     */
    public record Row(Map<String, @Nullable Object> params, List<Double> values, List<Integer> trials) {

        /** {@return how many trials it has} */
        public int n() {
            return values.size();
        }

        /** {@return the mean of the values of its trials} */
        public double mean() {
            return values.stream().mapToDouble(Double::doubleValue).average().orElse(Double.NaN);
        }

        /** {@return the standard deviation of a sample, with n − 1 in the denominator; NaN for a single trial} */
        public double deviation() {
            double mean = mean();
            double sum = values.stream()
                    .mapToDouble(value -> (value - mean) * (value - mean))
                    .sum();
            return n() < 2 ? Double.NaN : Math.sqrt(sum / (n() - 1));
        }
    }

    /**
     * Sorts trials by configurations. Void trials are left out.
     *
     * @param view the study
     * @param metric a metric of the trials
     * @param direction which mean is the best
     * @param over the parameters to average over
     * @return the configurations
     */
    public static Configurations of(StudyView view, String metric, Direction direction, Set<String> over) {
        Map<Map<String, @Nullable Object>, Row> rows = new LinkedHashMap<>();
        int left = 0;
        for (TrialRecord trial : view.trials()) {
            if (trial.state() != TrialState.COMPLETE || view.isVoided(trial.number())) {
                continue;
            }
            Double value = trial.metrics().get(metric);
            if (value == null || !Double.isFinite(value)) {
                left++;
                continue;
            }
            Map<String, @Nullable Object> params = new LinkedHashMap<>(trial.params());
            params.keySet().removeAll(over);
            Row row = rows.computeIfAbsent(
                    Collections.unmodifiableMap(params), key -> new Row(key, new ArrayList<>(), new ArrayList<>()));
            row.values().add(value);
            row.trials().add(trial.number());
        }
        List<Row> sorted = new ArrayList<>(rows.values());
        sorted.sort(Comparator.comparingDouble((Row row) -> direction.sign() * row.mean())
                .thenComparing(row -> row.trials().get(0)));
        return new Configurations(metric, sorted, left);
    }
}
