package io.trialog.internal.remote;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.RefusedException;
import io.trialog.exception.StudyFileException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Amendments;
import io.trialog.internal.control.Controller;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.internal.engine.TrialSession;
import io.trialog.internal.journal.Recording;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What other processes may ask of an open study. Every request is an event before it has an effect; the answer says what
 * became of it.
 */
final class StudyCommands {

    /** The kinds of requests. */
    static final List<String> KINDS =
            List.of("stop", "cancel", "parallel", "enqueue", "ask", "tell", "void", "attribute", "retry", "add");

    private final StudyEngine study;

    StudyCommands(StudyEngine study) {
        this.study = study;
    }

    /**
     * Carries out a request.
     *
     * @param id identifies the request for ever
     * @return the answer: what there is to know, or {@code error} with the reason why nothing was done, and {@code refused}
     *     if the request itself is wrong
     */
    Map<String, @Nullable Object> execute(String id, String kind, Map<String, @Nullable Object> arguments) {
        Controller controller = study.writer();
        if (!KINDS.contains(kind)) {
            return refusal("A command must be one of " + KINDS + ", but is '" + kind + "'.");
        }
        StoredEvent received;
        try {
            received = controller.record(Recording.of(new StudyEvent.CommandReceived(id, kind, arguments)));
        } catch (IllegalArgumentException e) {
            return refusal(String.valueOf(e.getMessage())); // too large for the log
        }
        controller.commit();
        try {
            Map<String, @Nullable Object> answer = new LinkedHashMap<>(act(kind, new RequestArguments(arguments)));
            answer.put("seq", Objects.requireNonNull(received).envelope().seq());
            return answer;
        } catch (IllegalArgumentException | RefusedException | StudyFileException e) {
            return refusal(String.valueOf(e.getMessage()));
        } catch (TrialogException e) {
            return error(e.getMessage());
        }
    }

    private Map<String, @Nullable Object> act(String kind, RequestArguments arguments) {
        return switch (kind) {
            case "stop" -> stop();
            case "cancel" -> cancel(arguments);
            case "parallel" -> parallel(arguments.integer("n"));
            case "enqueue" -> enqueue(arguments);
            case "retry" -> Map.of("trials", study.manualTrials().retry(arguments.integers("trials")));
            case "add" -> add(arguments);
            case "ask" -> ask();
            case "tell" -> tell(arguments);
            case "void" -> makeVoid(arguments);
            case "attribute" -> attribute(arguments);
            default -> throw new IllegalStateException("The kind " + kind + " has no action.");
        };
    }

    private Map<String, @Nullable Object> enqueue(RequestArguments arguments) {
        boolean onlyNew = arguments.has("onlyNew");
        Amendments.Enqueuing enqueuing = study.manualTrials().enqueue(arguments.map("params"), onlyNew);
        return Map.of("trial", enqueuing.trial(), "new", enqueuing.isNew());
    }

    private Map<String, @Nullable Object> add(RequestArguments arguments) {
        Amendments.Added added = study.writer().amendments().add(arguments.results("rows"));
        return Map.of("trials", added.trials(), "skipped", added.skipped());
    }

    private Map<String, @Nullable Object> stop() {
        study.optimization().stop();
        return Map.of("stopping", true);
    }

    private Map<String, @Nullable Object> cancel(RequestArguments arguments) {
        if (!arguments.has("trial")) {
            study.cancel();
            return Map.of("cancelling", true);
        }
        int number = arguments.integer("trial");
        study.cancel(number);
        return Map.of("trial", number, "cancelling", true);
    }

    private Map<String, @Nullable Object> parallel(int n) {
        study.optimization().parallel(n);
        return Map.of("parallel", n);
    }

    private Map<String, @Nullable Object> ask() {
        TrialSession trial = study.manualTrials().askWhole();
        Map<String, @Nullable Object> answer = new LinkedHashMap<>();
        answer.put("trial", trial.number());
        answer.put("params", trial.handed());
        return answer;
    }

    private Map<String, @Nullable Object> tell(RequestArguments arguments) {
        int number = arguments.integer("trial");
        TrialRecord told = arguments.has("state")
                ? study.manualTrials()
                        .tell(number, TrialState.valueOf(arguments.text("state").toUpperCase(Locale.ROOT)))
                : study.manualTrials().tell(number, arguments.numbers("values"));
        return Map.of("trial", number, "state", told.state().name());
    }

    private Map<String, @Nullable Object> makeVoid(RequestArguments arguments) {
        int number = arguments.integer("trial");
        study.writer().amendments().makeVoid(number, arguments.text("reason"));
        return Map.of("trial", number);
    }

    private Map<String, @Nullable Object> attribute(RequestArguments arguments) {
        study.setUserAttribute(arguments.text("key"), arguments.value("value"));
        return Map.of("key", arguments.text("key"));
    }

    /** The request itself is wrong, whatever the state of the study. */
    private static Map<String, @Nullable Object> refusal(String message) {
        return Map.of("error", message, StudyRequest.REFUSED, true);
    }

    private static Map<String, @Nullable Object> error(String message) {
        return Map.of("error", message);
    }
}
