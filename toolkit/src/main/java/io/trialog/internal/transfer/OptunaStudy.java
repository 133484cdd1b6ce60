package io.trialog.internal.transfer;

import io.trialog.event.StudyEvent;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.journal.store.JournalOpener;
import io.trialog.internal.journal.store.OpenRequest;
import io.trialog.internal.journal.store.OpenedJournal;
import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.option.Pruners;
import io.trialog.internal.option.Samplers;
import io.trialog.internal.platform.Machine;
import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.transfer.optuna.ImportedStudy;
import io.trialog.internal.transfer.optuna.OptunaImport;
import io.trialog.study.Durability;
import io.trialog.study.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes the log of a study that begins as one of Optuna's. */
public final class OptunaStudy {

    private Instant now;

    private OptunaStudy(Instant now) {
        this.now = now;
    }

    /** Writes the log into a new study directory; its events have the times that the database tells. */
    public static void write(Path database, @Nullable String name, Path target, String newName) {
        ImportedStudy study = OptunaImport.read(database, name, ZoneId.systemDefault());
        Instant today = SystemTime.clock().instant();
        List<ImportedStudy.ImportedEvent> events = study.events(today);
        new OptunaStudy(events.isEmpty() ? today : events.get(0).at()).write(settings(study, newName), events, target);
    }

    private static Settings settings(ImportedStudy study, String name) {
        return Settings.of(name, study.directions(), study.metrics())
                .withSeed(RecordedStudyFile.seed(null))
                .withSampler(OptionCatalogue.ofType(
                        Samplers.typeFor(study.directions().size())))
                .withPruner(OptionCatalogue.ofType(Pruners.NONE));
    }

    private void write(Settings settings, List<ImportedStudy.ImportedEvent> events, Path target) {
        StudyEvent.StudyCreated created = RecordedStudyFile.created(settings);
        OpenRequest request = OpenRequest.of(target, Machine.platform(), () -> now)
                .withLevel(Durability.FULL)
                .creating(() -> created);
        try (OpenedJournal opened = JournalOpener.open(request, stored -> {})) {
            Journal journal = Objects.requireNonNull(opened.journal());
            for (ImportedStudy.ImportedEvent event : events) {
                now = event.at();
                journal.append(Recording.of(event.event()).trial(event.trial()).attempt(event.attempt()));
            }
            journal.commit();
        }
    }
}
