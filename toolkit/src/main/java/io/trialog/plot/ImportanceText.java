package io.trialog.plot;

import io.trialog.study.Importances;
import java.util.Locale;

/** Importances in words and bars of characters. */
final class ImportanceText {

    private ImportanceText() {}

    static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", 100 * share);
    }

    /** Returns which share of the variance parameters explain each by itself. */
    static double alone(Importances importances) {
        return importances.variance().values().stream()
                .mapToDouble(Double::doubleValue)
                .sum();
    }

    static String of(Importances importances) {
        int width = importances.shares().keySet().stream()
                .mapToInt(String::length)
                .max()
                .orElse(0);
        StringBuilder text = new StringBuilder();
        importances.shares().forEach((name, share) -> {
            text.append("  ").append(name).append(" ".repeat(width - name.length()));
            text.append(String.format(Locale.ROOT, " %8s  ", percent(share)));
            text.append("#".repeat((int) Math.round(40 * share))).append('\n');
        });
        if (!importances.pairs().isEmpty()) {
            text.append("  Of the variance, single parameters explain ")
                    .append(percent(alone(importances)))
                    .append(". Pairs explain beyond that:\n");
            for (Importances.Pair pair : importances.pairs()) {
                text.append("    ")
                        .append(pair.first())
                        .append(", ")
                        .append(pair.second())
                        .append(": ")
                        .append(percent(pair.share()))
                        .append('\n');
            }
        }
        if (!Double.isNaN(importances.quality())) {
            text.append(String.format(
                    Locale.ROOT, "  The forest predicts unseen values with R² %.2f.%n", importances.quality()));
        }
        if (importances.note() != null) {
            text.append("  ").append(importances.note()).append('\n');
        }
        return text.toString();
    }
}
