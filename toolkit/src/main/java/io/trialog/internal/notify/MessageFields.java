package io.trialog.internal.notify;

import io.trialog.internal.json.JsonText;
import io.trialog.spi.Notification;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Writes a message as one JSON object, for programs. */
final class MessageFields {

    private MessageFields() {}

    /** Returns the object on one line. */
    static String json(Notification notification) {
        return JsonText.strict(of(notification));
    }

    private static Map<String, @Nullable Object> of(Notification notification) {
        StudyView view = notification.view();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("event", notification.event().word());
        fields.put("study", notification.study());
        fields.put("directory", notification.directory().toString());
        fields.put("at", notification.at().toString());
        fields.put("text", notification.text());
        fields.put("complete", view.count(TrialState.COMPLETE));
        fields.put("pruned", view.count(TrialState.PRUNED));
        fields.put("failed", view.count(TrialState.FAIL));
        TrialRecord trial = notification.trial();
        if (trial != null) {
            fields.put("trial", trial.number());
        }
        TrialRecord best = view.best();
        if (best != null) {
            fields.put("best_trial", best.number());
            fields.put("best_value", best.value());
            if (notification.includeParams()) {
                fields.put("best_params", best.params());
            }
        }
        return fields;
    }
}
