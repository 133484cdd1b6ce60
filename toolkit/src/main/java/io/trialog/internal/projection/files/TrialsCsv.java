package io.trialog.internal.projection.files;

import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code trials_results.csv}. A declared space fixes the header, parameters that are not active included; parameters that
 * first appear in a trial are added to it.
 */
final class TrialsCsv implements WholeLines.Lines {

    private final Set<String> names = new LinkedHashSet<>();
    private final Set<Shape> shapes = Collections.newSetFromMap(new IdentityHashMap<>());
    private @Nullable Settings settings;
    private @Nullable Object lineage;
    private int seen;
    private @Nullable ResultsTable table;

    @Override
    public String header(StudyView view) {
        int before = names.size();
        @SuppressWarnings("ReferenceEquality") // settings that nobody changed are the same object
        boolean other = settings != view.settings() || lineage != view.lineage();
        if (other) {
            settings = view.settings();
            lineage = view.lineage();
            names.clear();
            shapes.clear();
            names.addAll(ResultsTable.declared(view.settings()));
            seen = 0;
        }
        while (seen < view.finishedCount()) {
            Shape shape = view.finished(seen).shape();
            if (shapes.add(shape)) {
                names.addAll(shape.names());
            }
            seen++;
        }
        if (table == null || other || names.size() != before) {
            table = ResultsTable.of(view.settings(), names);
        }
        return table.header();
    }

    @Override
    public String line(StudyView view, TrialRecord trial, int index) {
        return Objects.requireNonNull(table, "header() comes first").line(view, trial);
    }
}
