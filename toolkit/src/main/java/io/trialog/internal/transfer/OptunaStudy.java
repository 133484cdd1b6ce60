package io.trialog.internal.transfer;

import io.trialog.event.StudyEvent;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.control.Limits;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.journal.store.JournalOpener;
import io.trialog.internal.journal.store.OpenRequest;
import io.trialog.internal.journal.store.OpenedJournal;
import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.internal.platform.Machine;
import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.transfer.optuna.ImportedStudy;
import io.trialog.internal.transfer.optuna.OptunaImport;
import io.trialog.study.Durability;
import io.trialog.study.Settings;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Writes the log of a study that begins as one of Optuna's. */
public final class OptunaStudy {

    private final List<String> notes = new ArrayList<>();
    private Instant now;

    private OptunaStudy(Instant now) {
        this.now = now;
    }

    /**
     * Writes the log into a new study directory; its events have the times that the database tells.
     *
     * @return what a user should know about trials that could not be taken over as they were
     */
    public static List<String> write(Path database, @Nullable String name, Path target, String newName) {
        ImportedStudy study = OptunaImport.read(database, name, ZoneId.systemDefault());
        Instant today = SystemTime.clock().instant();
        List<ImportedStudy.ImportedEvent> events = study.events(today);
        OptunaStudy writing =
                new OptunaStudy(events.isEmpty() ? today : events.get(0).at());
        List<Integer> failed = study.withoutValue();
        if (!failed.isEmpty()) {
            writing.notes.add("COMPLETE in the database, but without a number as the value, and so FAIL here: "
                    + (failed.size() == 1 ? "trial " : "trials ")
                    + failed.stream().limit(10).map(String::valueOf).collect(Collectors.joining(", "))
                    + (failed.size() > 10 ? ", ..." : "") + ".");
        }
        writing.write(settings(study, newName), events, target);
        return List.copyOf(writing.notes);
    }

    private static Settings settings(ImportedStudy study, String name) {
        return Settings.of(name, study.directions(), study.metrics())
                .withSeed(RecordedStudyFile.seed(null))
                .withSampler(OptionCatalogue.ofType(
                        SamplerCatalogue.typeFor(study.directions().size())))
                .withPruner(OptionCatalogue.ofType(PrunerCatalogue.NONE));
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
                append(journal, event, settings.metrics());
            }
            journal.commit();
        }
    }

    /** What is too large for an event is cut or left out, and that is noted in the log. */
    private void append(Journal journal, ImportedStudy.ImportedEvent event, List<String> metrics) {
        Limits.Fitted fitted = Limits.fit(event.event(), () -> Set.copyOf(metrics));
        for (String note : fitted.notes()) {
            notes.add((event.trial() < 0 ? "The study: " : "Trial " + event.trial() + ": ") + note + ".");
            append(journal, event, new StudyEvent.AttributeSet("note", "limit", note));
        }
        StudyEvent left = fitted.event();
        if (left != null) {
            append(journal, event, left);
        }
    }

    private static void append(Journal journal, ImportedStudy.ImportedEvent event, StudyEvent what) {
        journal.append(Recording.of(what).trial(event.trial()).attempt(event.attempt()));
    }
}
