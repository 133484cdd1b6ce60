package io.trialog.internal.configure;

import io.trialog.internal.configure.FormRow.Kind;
import io.trialog.internal.configure.FormRow.Mode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** How many trials the rows make, and how that comes about. */
final class FormCount {

    private FormCount() {}

    /**
     * For example {@code 3 lr × 2 model × 3 pairs = 18 trials}; with a range, that a sampler chooses.
     *
     * @throws IllegalArgumentException if a row's text is wrong, or rows that are paired have different numbers of values
     */
    static String of(List<FormRow> rows) {
        List<String> factors = new ArrayList<>();
        boolean isSearch = false;
        double total = 1;
        Map<Integer, Map<String, Integer>> pairs = new TreeMap<>();
        Map<String, Map<String, Double>> inOptions = new LinkedHashMap<>();
        for (FormRow row : rows) {
            if (row.mode() == Mode.RANGE) {
                row.range();
                isSearch = true;
            } else if (row.mode() == Mode.GRID) {
                int size = row.values().size();
                FormRow.When when = row.when();
                if (row.pair() > 0) {
                    pairs.computeIfAbsent(row.pair(), key -> new LinkedHashMap<>())
                            .put(row.name(), size);
                } else if (when != null) {
                    Map<String, Double> sizes = inOptions.computeIfAbsent(when.group(), key -> new LinkedHashMap<>());
                    when.options().forEach(option -> sizes.merge(option, (double) size, (a, b) -> a * b));
                } else if (row.kind() != Kind.GROUP) {
                    factors.add(size + " " + row.name());
                    total *= size;
                }
            }
        }
        for (FormRow row : rows) {
            if (row.kind() == Kind.GROUP && row.mode() == Mode.OFF) {
                Double size = inOptions.getOrDefault(row.name(), Map.of()).get(row.value());
                if (size != null) {
                    factors.add(size.longValue() + " with " + row.name() + "=" + row.value());
                    total *= size;
                }
            }
            if (row.kind() == Kind.GROUP && row.mode() == Mode.GRID && row.pair() == 0) {
                Map<String, Double> sizes = inOptions.getOrDefault(row.name(), Map.of());
                double sum = row.values().stream()
                        .mapToDouble(option -> sizes.getOrDefault(String.valueOf(option), 1.0))
                        .sum();
                factors.add((long) sum + " " + row.name());
                total *= sum;
            }
        }
        for (Map.Entry<Integer, Map<String, Integer>> pair : pairs.entrySet()) {
            int size = size(pair.getValue());
            factors.add(size + " pairs");
            total *= size;
        }
        if (isSearch) {
            return "a search: a sampler chooses, and --trials says how many";
        }
        return factors.isEmpty()
                ? "nothing varies yet"
                : String.join(" × ", factors) + " = " + (total < 1e15 ? String.valueOf((long) total) : "too many")
                        + (total == 1 ? " trial" : " trials");
    }

    private static int size(Map<String, Integer> members) {
        int first = members.values().iterator().next();
        if (members.values().stream().anyMatch(size -> size != first)) {
            throw new IllegalArgumentException("Paired rows must have as many values each, but have " + members + ".");
        }
        return first;
    }
}
