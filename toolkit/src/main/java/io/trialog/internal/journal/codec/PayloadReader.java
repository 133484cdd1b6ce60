package io.trialog.internal.journal.codec;

import io.trialog.event.StudyEvent;
import io.trialog.internal.json.FreeForm;
import io.trialog.space.Distribution;
import io.trialog.trial.FailCause;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the payload of every kind of event that this version knows. Members that it does not know are passed over. */
final class PayloadReader {

    private PayloadReader() {}

    /** Reads the payload object at which {@code f} stands; {@link StudyEvent.Unknown} for kinds of later versions. */
    static StudyEvent read(String type, int version, PayloadFields f) throws IOException {
        if (version < 1 || version > EventCodec.payloadVersion(type)) {
            f.skip();
            return new StudyEvent.Unknown();
        }
        return switch (type) {
            case "ValueReported" -> valueReported(f);
            case "TrialAsked" -> trialAsked(f);
            case "TrialTold" -> trialTold(f);
            case "PruneDecided" -> pruneDecided(f);
            case "JobStateChanged" -> JobPayloads.stateChanged(f);
            case "JobSubmitIntended", "JobSubmitted", "JobSubmissionFailed" -> JobPayloads.submission(type, f);
            case "ParameterSuggested" -> parameterSuggested(f);
            case "AttributeSet" -> attributeSet(f);
            case "TrialEnqueued" -> trialEnqueued(f);
            case "CommandReceived" -> commandReceived(f);
            case "CancelDecided" -> new StudyEvent.CancelDecided(reason(f));
            case "TrialVoided" -> new StudyEvent.TrialVoided(reason(f));
            case "ControllerStarted" -> StudyPayloads.controllerStarted(f);
            case "ControllerStopped" -> new StudyEvent.ControllerStopped(reason(f));
            case "StudyCreated" -> StudyPayloads.studyCreated(f);
            case "StudySettingsChanged" -> StudyPayloads.settingsChanged(f);
            case "TrialRetried" -> new StudyEvent.TrialRetried(reason(f));
            case "TrialAdded", "StopDecided", "StopLifted", "ArtifactRecorded", "LossAccepted" ->
                LaterPayloads.read(type, f);
            default -> {
                f.skip();
                yield new StudyEvent.Unknown();
            }
        };
    }

    private static StudyEvent valueReported(PayloadFields f) throws IOException {
        int restart = 0;
        long workerSeq = -1;
        long step = 0;
        Map<String, Double> values = Map.of();
        boolean printed = false;
        while (f.next()) {
            switch (f.name()) {
                case "restart" -> restart = f.smallInteger();
                case "workerSeq" -> workerSeq = f.integer();
                case "step" -> step = f.integer();
                case "values" -> values = f.numbersByName();
                case "printed" -> printed = f.truth();
                default -> f.skip();
            }
        }
        return new StudyEvent.ValueReported(restart, workerSeq, step, values, printed);
    }

    private static StudyEvent trialAsked(PayloadFields f) throws IOException {
        long basis = -1;
        Map<String, @Nullable Object> params = Map.of();
        String explanation = "";
        String runner = "";
        StudyEvent.Rule sampler = null;
        Map<String, @Nullable Object> memo = Map.of();
        while (f.next()) {
            switch (f.name()) {
                case "basis" -> basis = f.integer();
                case "params" -> params = f.map();
                case "explanation" -> explanation = f.text();
                case "runner" -> runner = f.text();
                case "sampler" -> sampler = LaterPayloads.rule(f);
                case "memo" -> memo = f.map();
                default -> f.skip();
            }
        }
        return new StudyEvent.TrialAsked(basis, params, explanation, runner, sampler, memo);
    }

    private static StudyEvent trialTold(PayloadFields f) throws IOException {
        String state = null;
        List<Double> values = List.of();
        Map<String, Double> metrics = Map.of();
        List<String> unused = List.of();
        String reason = "";
        FailCause cause = null;
        while (f.next()) {
            switch (f.name()) {
                case "state" -> state = f.text();
                case "values" -> values = f.numbers();
                case "metrics" -> metrics = f.numbersByName();
                case "unused" -> unused = f.texts();
                case "reason" -> reason = f.text();
                case "cause" -> cause = FailCause.of(f.text());
                default -> f.skip();
            }
        }
        TrialState end = TrialState.valueOf(PayloadFields.required("state", state));
        return new StudyEvent.TrialTold(end, values, metrics, unused, reason, cause);
    }

    private static StudyEvent pruneDecided(PayloadFields f) throws IOException {
        long step = 0;
        String rule = "";
        double threshold = Double.NaN;
        double compared = Double.NaN;
        int count = 0;
        int rung = -1;
        long horizon = -1;
        long warmup = -1;
        while (f.next()) {
            switch (f.name()) {
                case "step" -> step = f.integer();
                case "rule" -> rule = f.text();
                case "threshold" -> threshold = f.number();
                case "compared" -> compared = f.number();
                case "count" -> count = f.smallInteger();
                case "rung" -> rung = f.smallInteger();
                case "horizon" -> horizon = f.integer();
                case "warmup" -> warmup = f.integer();
                default -> f.skip();
            }
        }
        return new StudyEvent.PruneDecided(step, rule, threshold, compared, count, rung, horizon, warmup);
    }

    private static StudyEvent parameterSuggested(PayloadFields f) throws IOException {
        String name = null;
        Object value = null;
        Distribution distribution = null;
        while (f.next()) {
            switch (f.name()) {
                case "name" -> name = f.text();
                case "value" -> value = FreeForm.read(f.parser());
                case "distribution" -> distribution = SettingsJson.distribution(f);
                default -> f.skip();
            }
        }
        return new StudyEvent.ParameterSuggested(
                PayloadFields.required("name", name), value, PayloadFields.required("distribution", distribution));
    }

    private static StudyEvent attributeSet(PayloadFields f) throws IOException {
        String kind = "user";
        String key = null;
        Object value = null;
        while (f.next()) {
            switch (f.name()) {
                case "kind" -> kind = f.text();
                case "key" -> key = f.text();
                case "value" -> value = FreeForm.read(f.parser());
                default -> f.skip();
            }
        }
        return new StudyEvent.AttributeSet(kind, PayloadFields.required("key", key), value);
    }

    private static StudyEvent trialEnqueued(PayloadFields f) throws IOException {
        Map<String, @Nullable Object> params = Map.of();
        Map<String, @Nullable Object> userAttributes = Map.of();
        while (f.next()) {
            switch (f.name()) {
                case "params" -> params = f.map();
                case "userAttributes" -> userAttributes = f.map();
                default -> f.skip();
            }
        }
        return new StudyEvent.TrialEnqueued(params, userAttributes);
    }

    private static StudyEvent commandReceived(PayloadFields f) throws IOException {
        String commandId = "";
        String kind = "";
        Map<String, @Nullable Object> arguments = Map.of();
        while (f.next()) {
            switch (f.name()) {
                case "commandId" -> commandId = f.text();
                case "kind" -> kind = f.text();
                case "arguments" -> arguments = f.map();
                default -> f.skip();
            }
        }
        return new StudyEvent.CommandReceived(commandId, kind, arguments);
    }

    private static String reason(PayloadFields f) throws IOException {
        String reason = "";
        while (f.next()) {
            if (f.name().equals("reason")) {
                reason = f.text();
            } else {
                f.skip();
            }
        }
        return reason;
    }
}
