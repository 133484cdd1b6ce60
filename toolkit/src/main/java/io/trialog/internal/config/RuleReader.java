package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.study.MetricConstraint;
import io.trialog.study.StopRule;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads what trials are judged by: {@code constraints} and {@code stop_when}. */
final class RuleReader {

    private static final String CONSTRAINTS = "constraints";
    private static final String STOP_WHEN = "stop_when";
    private static final String TARGET = StopRule.Kind.TARGET.key();

    private final Fields file;
    private final Notes notes;

    RuleReader(Fields file, Notes notes) {
        this.file = file;
        this.notes = notes;
    }

    /** The bounds that metrics must keep, in the order of the file. */
    List<MetricConstraint> constraints() {
        Item section = file.get(CONSTRAINTS);
        if (section == null) {
            return List.of();
        }
        if (!(section instanceof Item.Mapping map)) {
            throw new StudyFileException(YamlValues.wrong(section, CONSTRAINTS, "a map")
                            .getMessage() + "\nMaybe constraints: {memory: \"mem_gb <= 40\"}.");
        }
        List<MetricConstraint> constraints = new ArrayList<>();
        for (Item.Entry entry : map.entries().values()) {
            String condition = YamlValues.text(entry.value(), CONSTRAINTS + "." + entry.key());
            constraints.add(read(entry.place(), () -> MetricConstraint.parse(entry.key(), condition)));
        }
        return constraints;
    }

    /**
     * The rules by which the study stops.
     *
     * @param target that of the metric, which says the same as a rule may say, or {@code null}
     */
    List<StopRule> stopWhen(@Nullable Double target) {
        if (!file.has(STOP_WHEN)) {
            return List.of();
        }
        Fields fields = Fields.of(file.need(STOP_WHEN), STOP_WHEN, StopRule.keys());
        if (target != null && fields.has(TARGET)) {
            throw StudyFileException.at(
                    fields.place(TARGET),
                    "'stop_when.target' and the 'target' of the metric say the same thing; only one of them may be"
                            + " there.");
        }
        List<StopRule> rules = new ArrayList<>();
        for (String key : StopRule.keys()) {
            Item bound = fields.get(key);
            if (bound != null) {
                Map<String, Number> one = new LinkedHashMap<>();
                one.put(key, YamlValues.number(bound, fields.name(key), notes));
                rules.addAll(read(fields.place(key), () -> StopRule.of(one)));
            }
        }
        return rules;
    }

    private static <T> T read(String place, Supplier<T> reading) {
        try {
            return reading.get();
        } catch (IllegalArgumentException e) {
            throw new StudyFileException(place + ": " + e.getMessage(), e);
        }
    }
}
