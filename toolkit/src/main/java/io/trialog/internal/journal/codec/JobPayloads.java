package io.trialog.internal.journal.codec;

import io.trialog.event.StudyEvent;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads the payloads of events about jobs. */
final class JobPayloads {

    private JobPayloads() {}

    static StudyEvent stateChanged(PayloadFields f) throws IOException {
        String state = null;
        String reason = "";
        Integer exitCode = null;
        Integer signal = null;
        int restart = 0;
        Map<String, @Nullable Object> details = Map.of();
        while (f.next()) {
            switch (f.name()) {
                case "state" -> state = f.text();
                case "reason" -> reason = f.text();
                case "exitCode" -> exitCode = f.smallInteger();
                case "signal" -> signal = f.smallInteger();
                case "restart" -> restart = f.smallInteger();
                case "details" -> details = f.map();
                default -> f.skip();
            }
        }
        return new StudyEvent.JobStateChanged(
                PayloadFields.required("state", state), reason, exitCode, signal, restart, details);
    }

    static StudyEvent submission(String type, PayloadFields f) throws IOException {
        String token = "";
        String executor = "";
        String nativeId = "";
        String kind = "";
        String message = "";
        Map<String, @Nullable Object> resources = Map.of();
        Map<String, @Nullable Object> given = Map.of();
        while (f.next()) {
            switch (f.name()) {
                case "token" -> token = f.text();
                case "executor" -> executor = f.text();
                case "nativeId" -> nativeId = f.text();
                case "kind" -> kind = f.text();
                case "message" -> message = f.text();
                case "resources" -> resources = f.map();
                case "given" -> given = f.map();
                default -> f.skip();
            }
        }
        return switch (type) {
            case "JobSubmitIntended" -> new StudyEvent.JobSubmitIntended(token, executor, resources);
            case "JobSubmitted" -> new StudyEvent.JobSubmitted(token, nativeId, given);
            default -> new StudyEvent.JobSubmissionFailed(token, kind, message);
        };
    }
}
