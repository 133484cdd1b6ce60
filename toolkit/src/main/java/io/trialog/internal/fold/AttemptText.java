package io.trialog.internal.fold;

import io.trialog.trial.AttemptState;
import io.trialog.trial.AttemptStatus;
import io.trialog.trial.Loss;
import io.trialog.trial.LossCause;
import io.trialog.trial.Refusal;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * The texts by which states, refusals and losses of attempts stand in the log: the only place that reads or writes them. A
 * loss is written as a phrase of its own, or as the state of its job and the executor's words: {@code TIMED_OUT: time limit}.
 */
public final class AttemptText {

    private static final String INTERRUPTED = "interrupted";
    private static final String RESUMABLE = "it can go on after ";
    private static final String SEPARATOR = ": ";

    private static final Map<LossCause, String> PHRASES = new EnumMap<>(Map.of(
            LossCause.INTERRUPTED, INTERRUPTED + " by the user",
            LossCause.THREAD_LEFT, INTERRUPTED + " by the user; its thread did not end",
            LossCause.NOT_STARTED, INTERRUPTED + " before it was started",
            LossCause.COPIED, INTERRUPTED + ": this study is a copy, the job belongs to the original",
            LossCause.CONTROLLER_ENDED, "the controller that ran it ended",
            LossCause.NEVER_SEEN, "its job was never seen",
            LossCause.NOTHING_KNOWN, "nothing is known about its job"));

    private static final Map<LossCause, AttemptState> JOBS = new EnumMap<>(Map.of(
            LossCause.VANISHED, AttemptState.LOST,
            LossCause.INFRASTRUCTURE_FAILURE, AttemptState.INFRASTRUCTURE_FAILURE,
            LossCause.CANCELLED, AttemptState.CANCELLED,
            LossCause.TIMED_OUT, AttemptState.TIMED_OUT,
            LossCause.OUT_OF_MEMORY, AttemptState.OUT_OF_MEMORY,
            LossCause.EXITED, AttemptState.EXITED));

    private AttemptText() {}

    /** The state that a text of the log names; UNKNOWN if this version does not know it. */
    public static AttemptState state(String text) {
        return constant(AttemptState.class, text).orElse(AttemptState.UNKNOWN);
    }

    /** The status of an attempt whose job was seen in a state, both in the texts of the log. */
    static AttemptStatus status(String state, String reason) {
        AttemptState known = state(state);
        return switch (known) {
            case LOST -> new AttemptStatus(known, reason, null, loss(reason));
            case REFUSED -> new AttemptStatus(known, reason, Refusal.UNKNOWN, null);
            default -> AttemptStatus.of(known, reason);
        };
    }

    /** The status of an attempt that was not submitted, in the texts of the log. */
    static AttemptStatus refused(String kind, String message) {
        Refusal refusal = constant(Refusal.class, kind).orElse(Refusal.UNKNOWN);
        return new AttemptStatus(AttemptState.REFUSED, kind + SEPARATOR + message, refusal, null);
    }

    /** The loss of an attempt whose job ended, or was left alone, in this state. */
    public static Loss loss(AttemptState job, String text) {
        return JOBS.entrySet().stream()
                .filter(entry -> entry.getValue() == job)
                .findFirst()
                .map(entry -> new Loss(entry.getKey(), false, text))
                .orElseThrow(() -> new IllegalArgumentException(
                        "An attempt is lost when its job has ended or vanished, but the job is " + job + "."));
    }

    /** The loss that a reason of the log tells. */
    static Loss loss(String reason) {
        if (reason.startsWith(RESUMABLE)) {
            return loss(reason.substring(RESUMABLE.length())).asResumable();
        }
        for (Map.Entry<LossCause, String> phrase : PHRASES.entrySet()) {
            if (reason.equals(phrase.getValue())) {
                return Loss.of(phrase.getKey());
            }
        }
        for (Map.Entry<LossCause, AttemptState> job : JOBS.entrySet()) {
            String prefix = job.getValue() + SEPARATOR;
            if (reason.startsWith(prefix)) {
                return new Loss(job.getKey(), false, reason.substring(prefix.length()));
            }
        }
        LossCause cause = reason.startsWith(INTERRUPTED) ? LossCause.INTERRUPTED : LossCause.NO_TRACE;
        return new Loss(cause, false, reason);
    }

    /** How a loss stands in the log. */
    public static String of(Loss loss) {
        AttemptState job = JOBS.get(loss.cause());
        String phrase = PHRASES.get(loss.cause());
        String text = job != null
                ? job + SEPARATOR + loss.text()
                : phrase == null || !loss.text().isEmpty() ? loss.text() : phrase;
        return loss.resumable() ? RESUMABLE + text : text;
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, String name) {
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equals(name)) {
                return Optional.of(constant);
            }
        }
        return Optional.empty();
    }
}
