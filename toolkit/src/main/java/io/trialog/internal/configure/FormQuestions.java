package io.trialog.internal.configure;

import io.trialog.internal.configure.FormRow.Kind;
import io.trialog.internal.configure.FormRow.Mode;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The form as plain questions, for a pipe. */
public final class FormQuestions {

    private FormQuestions() {}

    /**
     * Asks about each row.
     *
     * @param ask asks a question; gives {@code null} at the end of the answers
     * @param tell tells what is wrong with an answer
     * @return the form, saved
     */
    public static SweepForm fill(SweepForm form, UnaryOperator<@Nullable String> ask, Consumer<String> tell) {
        SweepForm filled = form;
        for (FormRow row : form.rows()) {
            boolean isShown =
                    filled.shown().stream().anyMatch(shown -> shown.name().equals(row.name()));
            if (!isShown || !row.mayVary() && row.kind() != Kind.METRIC) {
                continue;
            }
            String answer = ask.apply(question(form, row));
            if (answer == null || answer.strip().equals("done")) {
                break;
            }
            try {
                filled = answer.isBlank() ? filled : answered(filled, row, answer.strip());
            } catch (IllegalArgumentException e) {
                tell.accept(e.getMessage() + " It stays as it is.");
            }
        }
        tell.accept(filled.count());
        return filled;
    }

    private static String question(SweepForm form, FormRow row) {
        if (row.kind() == Kind.GROUP) {
            return row.name() + " = " + row.value() + " (of "
                    + String.join(", ", form.options().get(row.name())) + "): ";
        }
        return row.kind() == Kind.METRIC
                ? "metric (a name, and minimize or maximize; empty for none): "
                : row.name() + " = " + row.value() + " (values between commas, or a range such as 1 .. 9 log): ";
    }

    private static SweepForm answered(SweepForm form, FormRow row, String answer) {
        boolean isRange = row.isNumber() && answer.contains("..");
        FormRow next = row.with(row.kind() == Kind.METRIC ? Mode.OFF : isRange ? Mode.RANGE : Mode.GRID, answer);
        return form.set(row.name(), form.checked(next).mode(), answer);
    }
}
