package io.trialog.cli;

import io.trialog.internal.engine.Reasons;
import io.trialog.internal.engine.ReportReason;
import io.trialog.internal.format.Columns;
import io.trialog.internal.format.Texts;
import io.trialog.spi.Origin;
import io.trialog.spi.PruningDecision;
import io.trialog.trial.NumberText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reasons in words, and as JSON. */
final class WhyText {

    /** How many trials of a list are named. */
    private static final int SHOWN = 25;

    private WhyText() {}

    static String of(Reasons reasons) {
        List<String> lines = new ArrayList<>();
        lines.add("trial " + reasons.trial().number() + " was asked for at event " + reasons.seq() + ", by "
                + reasons.sampler().type() + ", rule " + reasons.sampler().number()
                + (reasons.asked().basis() < 0
                        ? ""
                        : ", on the log up to event " + reasons.asked().basis()));
        if (!reasons.asked().explanation().isEmpty()) {
            lines.add("  " + reasons.asked().explanation());
        }
        reasons.remarks().forEach(remark -> lines.add("  " + remark));
        if (!reasons.origins().isEmpty()) {
            lines.add("");
            lines.add(params(reasons));
        }
        lines.addAll(groups(reasons));
        if (!reasons.reports().isEmpty()) {
            lines.add("");
            reasons.reports().forEach(report -> lines.add(line(report)));
        }
        return String.join("\n", lines);
    }

    private static String params(Reasons reasons) {
        Map<String, @Nullable Object> params = reasons.trial().params();
        List<List<String>> rows = new ArrayList<>();
        for (Origin origin : reasons.origins()) {
            rows.add(List.of("  " + origin.parameter(), Texts.value(params.get(origin.parameter())), origin.source()));
        }
        return Columns.aligned(rows);
    }

    /** The good and the bad trials, once for all parameters that have the same. */
    private static List<String> groups(Reasons reasons) {
        Map<List<List<Integer>>, Set<String>> groups = new LinkedHashMap<>();
        for (Origin origin : reasons.origins()) {
            if (!origin.below().isEmpty() || !origin.above().isEmpty()) {
                groups.computeIfAbsent(List.of(origin.below(), origin.above()), lists -> new LinkedHashSet<>())
                        .add(origin.parameter());
            }
        }
        List<String> lines = new ArrayList<>();
        groups.forEach((lists, names) -> {
            lines.add("");
            lines.add("  for " + String.join(", ", names) + ":");
            lines.add("    below, the good trials: " + numbers(lists.get(0)));
            lines.add("    above, the others: " + numbers(lists.get(1)));
        });
        return lines;
    }

    private static String numbers(List<Integer> trials) {
        if (trials.isEmpty()) {
            return "none";
        }
        String shown = trials.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "));
        return trials.size() > SHOWN ? shown + ", and " + (trials.size() - SHOWN) + " more" : shown;
    }

    private static String line(ReportReason report) {
        String text = "  step " + report.step() + ": " + NumberText.of(report.value());
        return text + (report.verdict().isEmpty() ? "" : "  " + report.verdict());
    }

    static Map<String, @Nullable Object> fields(Reasons reasons) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("trial", reasons.trial().number());
        fields.put("seq", reasons.seq());
        fields.put("basis", reasons.asked().basis());
        fields.put(
                "sampler",
                Map.of(
                        "type",
                        reasons.sampler().type(),
                        "rule",
                        reasons.sampler().number()));
        fields.put("explanation", reasons.asked().explanation());
        fields.put("memo", reasons.asked().memo());
        fields.put("remarks", reasons.remarks());
        Map<String, @Nullable Object> values = reasons.trial().params();
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        for (Origin origin : reasons.origins()) {
            Map<String, @Nullable Object> param = new LinkedHashMap<>();
            param.put("value", values.get(origin.parameter()));
            param.put("source", origin.source());
            param.put("below", origin.below());
            param.put("above", origin.above());
            params.put(origin.parameter(), param);
        }
        fields.put("params", params);
        fields.put("reports", reasons.reports().stream().map(WhyText::fields).toList());
        return fields;
    }

    private static Map<String, @Nullable Object> fields(ReportReason report) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("seq", report.seq());
        fields.put("step", report.step());
        fields.put("value", report.value());
        PruningDecision decision = report.decision();
        if (decision != null) {
            fields.put("pruned", decision.prune());
            fields.put("rule", decision.record().rule());
            fields.put("threshold", decision.record().threshold());
            fields.put("compared", decision.record().compared());
            fields.put("count", decision.record().count());
            fields.put("rung", decision.record().rung());
            fields.put("horizon", decision.record().horizon());
            fields.put("warmup", decision.record().warmup());
        }
        return fields;
    }
}
