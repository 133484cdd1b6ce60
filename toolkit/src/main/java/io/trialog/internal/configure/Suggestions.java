package io.trialog.internal.configure;

import io.trialog.internal.configure.FormRow.Kind;
import io.trialog.internal.json.JsonText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** What people usually try, by the name of a key. The value that it has is among them. */
final class Suggestions {

    private static final Pattern LOGARITHMIC =
            Pattern.compile("(lr|.*learning_rate|.*_lr|weight_decay|wd|l1|l2|alpha|.*_reg|eps|epsilon)");
    private static final Pattern SIZE =
            Pattern.compile(".*(batch_size|hidden|units|width|dim|channels|neurons|.*_size).*");
    private static final Pattern COUNT = Pattern.compile(".*(layers|depth|heads|neighbors|folds).*");
    private static final Pattern SHARE = Pattern.compile(".*(dropout|ratio|fraction|momentum|subsample).*");
    private static final Pattern SEED = Pattern.compile("(.*_)?seed");

    private Suggestions() {}

    /** The values of a grid. */
    static String grid(FormRow row, List<String> options) {
        String name = last(row.name());
        if (row.kind() == Kind.GROUP) {
            return String.join(", ", options);
        } else if (row.kind() == Kind.FLAG) {
            return "true, false";
        } else if (!row.isNumber()) {
            return row.kind() == Kind.REQUIRED ? "" : row.value();
        }
        double value = Double.parseDouble(row.value());
        if (SEED.matcher(name).matches()) {
            return numbers(row, value, value + 1, value + 2, value + 3, value + 4);
        } else if (LOGARITHMIC.matcher(name).matches()) {
            return numbers(row, value / 10, value, value * 10);
        } else if (SHARE.matcher(name).matches()) {
            return numbers(row, 0, value, Math.min(0.9, value + 0.2));
        } else if (COUNT.matcher(name).matches()) {
            return numbers(row, Math.max(1, value - 1), value, value + 1);
        }
        return SIZE.matcher(name).matches() || value > 0
                ? numbers(row, value / 2, value, value * 2)
                : numbers(row, value - 1, value, value + 1);
    }

    /** A range around the value. */
    static String range(FormRow row) {
        double value = Double.parseDouble(row.value());
        String name = last(row.name());
        if (LOGARITHMIC.matcher(name).matches() && value > 0) {
            return number(row, value / 10) + " .. " + number(row, value * 10) + " log";
        } else if (SHARE.matcher(name).matches()) {
            return "0.0 .. 0.9";
        }
        double low = value > 0 ? value / 2 : value - 1;
        return number(row, low) + " .. " + number(row, value > 0 ? value * 2 : value + 1);
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
    }

    private static String numbers(FormRow row, double... values) {
        List<String> words = new ArrayList<>();
        for (double value : values) {
            words.add(number(row, value));
        }
        return words.stream().distinct().collect(Collectors.joining(", "));
    }

    private static String number(FormRow row, double value) {
        return row.kind() == Kind.INTEGER
                ? String.valueOf((long) Math.rint(value))
                : JsonText.number(Double.parseDouble(String.format(Locale.ROOT, "%.6g", value)));
    }
}
