package io.trialog.internal.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The keys of one distribution, in W&amp;B's words.
 *
 * @param name the distribution
 * @param required keys that must be there
 * @param optional keys that may be there
 */
record DistributionRule(String name, List<String> required, List<String> optional) {

    private static final Map<String, DistributionRule> RULES = rules();

    /** The names of all distributions, in the order of W&amp;B's documentation. */
    static List<String> names() {
        return List.copyOf(RULES.keySet());
    }

    static @Nullable DistributionRule of(String name) {
        return RULES.get(name);
    }

    boolean takes(String key) {
        return required.contains(key) || optional.contains(key);
    }

    /** Its keys, for messages. */
    String keys() {
        List<String> keys = new ArrayList<>(required);
        keys.addAll(optional);
        return String.join(", ", keys);
    }

    private static Map<String, DistributionRule> rules() {
        List<String> range = List.of("min", "max");
        List<String> none = List.of();
        List<String> shape = List.of("mu", "sigma");
        List<String> quantized = List.of("q", "mu", "sigma");
        Map<String, DistributionRule> rules = new LinkedHashMap<>();
        add(rules, "constant", List.of("value"), none);
        add(rules, "categorical", List.of("values"), List.of("probabilities"));
        add(rules, "categorical_w_probabilities", List.of("values", "probabilities"), none);
        add(rules, "int_uniform", range, List.of("step", "log"));
        add(rules, "uniform", range, List.of("step", "log"));
        add(rules, "q_uniform", range, List.of("q"));
        add(rules, "log_uniform", range, none);
        add(rules, "log_uniform_values", range, none);
        add(rules, "q_log_uniform", range, List.of("q"));
        add(rules, "q_log_uniform_values", range, List.of("q"));
        add(rules, "inv_log_uniform", range, none);
        add(rules, "inv_log_uniform_values", range, none);
        add(rules, "normal", none, shape);
        add(rules, "q_normal", none, quantized);
        add(rules, "log_normal", none, shape);
        add(rules, "q_log_normal", none, quantized);
        return rules;
    }

    private static void add(
            Map<String, DistributionRule> rules, String name, List<String> required, List<String> optional) {
        rules.put(name, new DistributionRule(name, required, optional));
    }
}
