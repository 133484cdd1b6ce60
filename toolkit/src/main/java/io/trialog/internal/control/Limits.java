package io.trialog.internal.control;

import io.trialog.event.StudyEvent;
import io.trialog.exception.RefusedException;
import io.trialog.internal.journal.codec.EventCodec;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The door of the log: what is too large for an event is made smaller, or left out, before it becomes one. Of values the objective's
 * own are kept; a text is cut; an attribute is left out. Pure.
 */
public final class Limits {

    /** The largest payload of an event, in bytes; what surrounds it has the rest of the line. */
    public static final int PAYLOAD = EventCodec.MAX_LINE - 4096;

    /** The longest text of a reason or a message, in bytes. */
    public static final int TEXT = 64 * 1024;

    private Limits() {}

    /**
     * What may be appended.
     *
     * @param event the event, as it was or smaller; {@code null} if nothing of it is left
     * @param notes what was cut or left out, with key and both sizes, half a sentence each
     */
    public record Fitted(@Nullable StudyEvent event, List<String> notes) {}

    /**
     * Makes an event small enough.
     *
     * @param kept tells the names of metrics that are never left out of a report
     */
    public static Fitted fit(StudyEvent event, Supplier<Set<String>> kept) {
        if (event instanceof StudyEvent.AttributeSet attribute) {
            return attribute(attribute);
        } else if (event instanceof StudyEvent.ValueReported report) {
            return report(report, kept);
        } else if (event instanceof StudyEvent.TrialTold told) {
            return told(told);
        } else if (event instanceof StudyEvent.JobSubmissionFailed failed) {
            Cut message = Cut.of("the message of the failed submission", failed.message());
            return message.of(new StudyEvent.JobSubmissionFailed(failed.token(), failed.kind(), message.text()), event);
        } else if (event instanceof StudyEvent.JobStateChanged changed) {
            Cut reason = Cut.of("the reason of the job's state", changed.reason());
            return reason.of(
                    new StudyEvent.JobStateChanged(
                            changed.state(),
                            reason.text(),
                            changed.exitCode(),
                            changed.signal(),
                            changed.restart(),
                            changed.details()),
                    event);
        } else if (event instanceof StudyEvent.CancelDecided decided) {
            Cut reason = Cut.of("the reason of the cancellation", decided.reason());
            return reason.of(new StudyEvent.CancelDecided(reason.text()), event);
        } else if (event instanceof StudyEvent.TrialVoided voided) {
            Cut reason = Cut.of("the reason why it is void", voided.reason());
            return reason.of(new StudyEvent.TrialVoided(reason.text()), event);
        }
        return new Fitted(event, List.of());
    }

    /**
     * Refuses settings that no event can hold: they can't be made smaller.
     *
     * @param event the event that holds them
     * @return the event
     * @throws RefusedException if they are too large
     */
    public static <E extends StudyEvent> E requireSettings(E event) {
        int size = EventCodec.payloadSize(event);
        if (size > PAYLOAD) {
            throw new RefusedException("The settings of a study must have at most " + count(PAYLOAD)
                    + " bytes in its log, but have " + count(size)
                    + ".\n"
                    + "Maybe a parameter lists very many choices: use a range of integers, and let the program look up"
                    + " which choice each one is.");
        }
        return event;
    }

    private static Fitted attribute(StudyEvent.AttributeSet set) {
        if (set.kind().equals("note") && set.value() instanceof String text) {
            Cut cut = Cut.of("the note '" + set.key() + "'", text);
            return new Fitted(
                    cut.isWhole() ? set : new StudyEvent.AttributeSet("note", set.key(), cut.text()), List.of());
        }
        int size = size(set, atMost(set.key()) + atMost(set.value()));
        if (size <= PAYLOAD) {
            return new Fitted(set, List.of());
        }
        String name = set.kind().equals("user") ? "attribute" : set.kind() + " attribute";
        return new Fitted(
                null,
                List.of("the " + name + " '" + shown(set.key()) + "' has " + tooLarge(size) + "; it is left out"));
    }

    private static Fitted report(StudyEvent.ValueReported report, Supplier<Set<String>> kept) {
        int size = size(report, atMost(report.values()));
        if (size <= PAYLOAD) {
            return new Fitted(report, List.of());
        }
        Map<String, Double> values = new LinkedHashMap<>(report.values());
        values.keySet().retainAll(kept.get());
        StudyEvent.ValueReported smaller = new StudyEvent.ValueReported(
                report.restart(), report.workerSeq(), report.step(), values, report.printed());
        String note = "the report at step " + report.step() + " has "
                + count(report.values().size()) + " metrics in " + tooLarge(size) + "; " + keptOf(values.keySet());
        return new Fitted(values.isEmpty() ? null : smaller, List.of(note));
    }

    private static Fitted told(StudyEvent.TrialTold told) {
        List<String> notes = new ArrayList<>();
        Cut reason = Cut.of("the reason of its end", told.reason());
        if (!reason.isWhole()) {
            notes.add(reason.note());
        }
        Map<String, Double> metrics = told.metrics();
        int size = size(told, atMost(metrics) + atMost(told.unused()) + atMost(reason.text()));
        if (size > PAYLOAD) {
            notes.add("its end has " + count(metrics.size()) + " metrics beside the objective in " + tooLarge(size)
                    + "; they are left out, and the objective's value is kept");
            metrics = Map.of();
        }
        return notes.isEmpty()
                ? new Fitted(told, notes)
                : new Fitted(
                        new StudyEvent.TrialTold(
                                told.state(), told.values(), metrics, told.unused(), reason.text(), told.cause()),
                        notes);
    }

    private static String keptOf(Set<String> names) {
        return names.isEmpty() ? "it is left out" : "only '" + String.join("', '", names) + "' is kept";
    }

    private static String tooLarge(int size) {
        return count(size) + " bytes, more than the " + count(PAYLOAD) + " that an event can hold";
    }

    private static String count(int number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String shown(String key) {
        return key.length() <= 80 ? key : key.substring(0, 80) + "...";
    }

    /** Measured only where a bound that is quick to find leaves a doubt. */
    private static int size(StudyEvent event, long atMost) {
        return atMost + 1024 <= PAYLOAD ? 0 : EventCodec.payloadSize(event);
    }

    /** A number of bytes that the JSON of a value never exceeds. */
    private static long atMost(@Nullable Object value) {
        if (value instanceof String text) {
            return 2 + 6L * text.length();
        } else if (value instanceof List<?> list) {
            long sum = 2L + list.size();
            for (Object element : list) {
                sum += atMost(element);
            }
            return sum;
        } else if (value instanceof Map<?, ?> map) {
            long sum = 2 + 3L * map.size();
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                sum += atMost(String.valueOf(entry.getKey())) + atMost(entry.getValue());
            }
            return sum;
        }
        return 48;
    }

    /** A text that is short enough, and what to tell if it was not. */
    private record Cut(String text, String note) {

        static Cut of(String what, String text) {
            int size = text.length() <= TEXT / 3 ? 0 : text.getBytes(StandardCharsets.UTF_8).length;
            if (size <= TEXT) {
                return new Cut(text, "");
            }
            String start = beginning(text);
            return new Cut(
                    start + "... (cut: it has " + count(size) + " bytes)",
                    what + " has " + count(size) + " bytes, more than the " + count(TEXT)
                            + " that are kept; it is cut");
        }

        /** At most {@link #TEXT} bytes, without half of a character. */
        private static String beginning(String text) {
            int end = 0;
            int bytes = 0;
            while (end < text.length()) {
                int point = text.codePointAt(end);
                bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
                if (bytes > TEXT) {
                    return text.substring(0, end);
                }
                end += Character.charCount(point);
            }
            return text;
        }

        boolean isWhole() {
            return note.isEmpty();
        }

        Fitted of(StudyEvent smaller, StudyEvent event) {
            return isWhole() ? new Fitted(event, List.of()) : new Fitted(smaller, List.of(note));
        }
    }
}
