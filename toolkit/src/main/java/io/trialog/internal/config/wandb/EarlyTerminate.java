package io.trialog.internal.config.wandb;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlValues;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps W&amp;B's {@code early_terminate} onto the pruner {@code successive_halving}, which is what it is: a list of
 * bands, at each of which the best 1/eta go on. W&amp;B counts logged values, Trialog looks at the reported step.
 */
public final class EarlyTerminate {

    private static final List<String> KEYS = List.of("type", "min_iter", "max_iter", "s", "eta", "strict");
    private static final int MOST_BANDS = 100;

    private final Fields fields;
    private final Notes notes;

    private EarlyTerminate(Fields fields, Notes notes) {
        this.fields = fields;
        this.notes = notes;
    }

    public static Map<String, @Nullable Object> read(Item item, Notes notes) {
        return new EarlyTerminate(Fields.of(item, "early_terminate", KEYS), notes).pruner();
    }

    private Map<String, @Nullable Object> pruner() {
        YamlValues.word(fields.need("type"), fields.name("type"), List.of("hyperband"));
        long eta = eta();
        long first = first(eta);
        Map<String, @Nullable Object> pruner = OptionCatalogue.ofType("successive_halving");
        pruner.put("min_resource", first);
        pruner.put("reduction_factor", eta);
        notes.add(
                fields.place(),
                "early_terminate is done by the pruner successive_halving: at steps " + first + ", " + first * eta
                        + ", "
                        + first * eta * eta + ", ... a trial goes on if it is among the best 1/" + eta
                        + " that got there.");
        if (fields.has("strict") && !YamlValues.flag(fields.need("strict"), fields.name("strict"))) {
            notes.add(fields.place("strict"), "'strict: false' has no counterpart: the rule is the strict one.");
        }
        return pruner;
    }

    private long eta() {
        if (!fields.has("eta")) {
            return 3;
        }
        double eta =
                YamlValues.number(fields.need("eta"), fields.name("eta"), notes).doubleValue();
        if (eta < 2 || eta != StrictMath.rint(eta)) {
            throw YamlValues.wrong(fields.need("eta"), fields.name("eta"), "an integer, at least 2");
        }
        return (long) eta;
    }

    private long first(long eta) {
        if (fields.has("max_iter") && fields.has("s")) {
            return fromTheEnd(eta);
        }
        if (fields.has("min_iter")) {
            if (fields.has("max_iter")) {
                notes.add(fields.place("max_iter"), "'max_iter' without 's' has no effect, as with W&B.");
            }
            return YamlValues.integer(fields.need("min_iter"), fields.name("min_iter"), 1);
        }
        throw StudyFileException.at(
                fields.place(), "'early_terminate' needs 'min_iter', or 'max_iter' and 's'.\nMaybe min_iter: 3.");
    }

    private long fromTheEnd(long eta) {
        long last = YamlValues.integer(fields.need("max_iter"), fields.name("max_iter"), 1);
        double bands =
                YamlValues.number(fields.need("s"), fields.name("s"), notes).doubleValue();
        if (fields.has("min_iter")) {
            notes.add(fields.place("min_iter"), "'min_iter' has no effect beside 'max_iter' and 's', as with W&B.");
        }
        double band = last;
        int count = 0;
        while (count < Math.min(bands, MOST_BANDS) && band / eta >= 1) {
            band /= eta;
            count++;
        }
        if (count == 0) {
            throw StudyFileException.at(
                    fields.place("max_iter"),
                    "max_iter (" + last + ") must be at least eta (" + eta
                            + ") and s at least 1, or there is no band.");
        }
        return (long) band;
    }
}
