package io.trialog.cli;

import io.trialog.Study;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialState;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An open study as JSON shows it when a command has made it or run it. */
final class StudyFields {

    private StudyFields() {}

    static Map<String, @Nullable Object> of(Study study) {
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("name", Trialog.name(study));
        fields.put("directory", String.valueOf(study.directory()));
        counts(study.view(), fields);
        return fields;
    }

    /** How many trials are in each state. */
    static void counts(StudyView view, Map<String, @Nullable Object> fields) {
        for (TrialState state : TrialState.values()) {
            fields.put(state.name().toLowerCase(Locale.ROOT), view.count(state));
        }
    }
}
