package io.trialog.internal.engine;

import io.trialog.event.StudyEvent;
import io.trialog.exception.TrialogException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.SettingsDifference;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.Limits;
import io.trialog.internal.control.OpenedHistory;
import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.MemoryJournal;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.journal.store.JournalOpener;
import io.trialog.internal.journal.store.OpenRequest;
import io.trialog.internal.journal.store.OpenedJournal;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.internal.platform.Machine;
import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.study.Durability;
import io.trialog.study.OpenOptions;
import io.trialog.study.Settings;
import io.trialog.trial.Loss;
import io.trialog.trial.LossCause;
import io.trialog.trial.TrialRecord;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Opens and creates studies: finds their files, opens the log, and wires everything together. */
public final class StudyOpener {

    private static final String PRINTED_AS_BEFORE =
            "In new studies printed values prune only where a pruner is named. This study was made before that, and"
                    + " goes on as it began: its printed values prune.\n"
                    + "Maybe pruner: {type: median, printed: record}.";

    private final StudyRoot root;
    private final InstantSource clock = SystemTime.clock();

    /** Opens and creates studies below a root. */
    public StudyOpener(StudyRoot root) {
        this.root = root;
    }

    /**
     * Opens what the options name, or creates it from its study file. A study that this JVM has open is returned as it is.
     *
     * @throws TrialogException if there is nothing to open, if the study is held or damaged, or if its edited file asks for
     *     what can't be changed
     */
    public StudyEngine open(OpenOptions options) {
        StudyLocator located = StudyLocator.locate(options, root);
        StudyFile file = located.file();
        Path directory = located.directory();
        requireTrust(options, directory, file);
        Baseline baseline = Baseline.of(file);
        if (!StudyRoot.isStudy(directory)) {
            Objections.requireNone(file);
            baseline.require();
        }
        Supplier<StudyEvent.@Nullable StudyCreated> created =
                () -> file == null ? null : RecordedStudyFile.created(named(file, directory));
        Wanted wanted = new Wanted(directory, file, level(file), mode(options.intent()), created);
        return OpenStudies.HERE.open(directory, () -> opened(wanted), study -> {
            if (file == null) {
                study.plan(RunPlans.recorded(directory));
            } else {
                StudyFile complete = KeptChoices.in(study, CommandSpace.complete(study, file));
                adopt(study, directory, complete.forStudy(study.settings()));
                baseline.enqueue(study);
            }
            study.track();
        });
    }

    private static void requireTrust(OpenOptions options, Path directory, @Nullable StudyFile file) {
        StudyTrust.require(directory, options.isTrusted());
        if (file != null && !file.source().startsWith(directory)) {
            StudyTrust.require(file.source(), options.isTrusted());
        }
        Path project = file == null ? null : file.projectFile();
        if (project != null) {
            StudyTrust.require(project, options.isTrusted());
        }
    }

    /** What is to be opened. */
    private record Wanted(
            Path directory,
            @Nullable StudyFile file,
            @Nullable Durability level,
            OpenRequest.Mode mode,
            Supplier<StudyEvent.@Nullable StudyCreated> created) {}

    /**
     * Opens or creates a study that was described in Java.
     *
     * @throws TrialogException if the study is held or damaged, or if what is asked for can't be changed
     */
    public StudyEngine open(StudyDraft draft) {
        Path directory = root.study(draft.name());
        StudyTrust.require(directory, false);
        Supplier<StudyEvent.@Nullable StudyCreated> created = () -> RecordedStudyFile.created(settings(draft));
        Wanted wanted = new Wanted(directory, null, draft.durability(), OpenRequest.Mode.OPEN, created);
        Long seed = draft.seed();
        return OpenStudies.HERE.open(
                directory,
                () -> opened(wanted),
                study -> adopt(
                        study,
                        draft.settings().apply(seed == null ? study.settings().seed() : seed),
                        draft));
    }

    private static Settings settings(StudyDraft draft) {
        return draft.settings().apply(RecordedStudyFile.seed(draft.seed()));
    }

    /** Makes a study that leaves no trace on disk. */
    public StudyEngine inMemory(StudyDraft draft) {
        MemoryJournal journal = new MemoryJournal(clock);
        OpenedHistory history = new OpenedHistory();
        history.accept(journal.append(Recording.of(RecordedStudyFile.created(settings(draft)))));
        return StudyEngine.inMemory(journal, new Controller(journal, history), clock);
    }

    @SuppressWarnings("IllegalCatch") // closes and throws on
    private StudyEngine opened(Wanted wanted) {
        Path directory = wanted.directory();
        OpenedHistory history = new OpenedHistory();
        OpenRequest request = OpenRequest.of(directory, Machine.platform(), clock)
                .withMode(wanted.mode())
                .withLevel(wanted.level())
                .withEnvironment(ThisProcess.ofThisProcess())
                .withPlugIns(RecordedPlugIns.ofThisProcess())
                .withHolderIsDead(new DeadHolderCheck(ThisProcess.ofThisProcess()));
        StudyEvent.StudyCreated created = wanted.created().get();
        if (created != null) {
            Limits.requireSettings(created);
        }
        OpenedJournal opened =
                JournalOpener.open(created == null ? request : request.creating(() -> created), history::accept);
        Journal journal = opened.journal();
        if (journal == null) {
            throw new TrialogException(String.join("\n", opened.notes()));
        }
        try {
            RecordedPlugIns.require(directory, history.settings());
            Controller controller = new Controller(journal, history);
            if (!Files.exists(directory.resolve(RecordedStudyFile.STUDY_FILE))) {
                RecordedStudyFile.record(directory, controller.view().settings(), wanted.file());
            }
            if (wanted.mode() == OpenRequest.Mode.COPIED) {
                leaveJobsOfTheOriginal(controller);
            }
            RecordedPlugIns.record(directory);
            DiskParts disk = DiskParts.of(directory, journal.epoch(), history, controller, clock);
            return StudyEngine.onDisk(journal, controller, clock, disk, opened.notes());
        } catch (RuntimeException e) {
            journal.close();
            throw e;
        }
    }

    /** A copy never adopts, prunes or cancels the jobs of the study that it was copied from. */
    private static void leaveJobsOfTheOriginal(Controller controller) {
        for (TrialRecord trial : controller.view().running()) {
            controller.lost(trial.number(), Loss.of(LossCause.COPIED));
        }
    }

    /** Takes over what an edited file changes, or refuses it. */
    private static void adopt(StudyEngine study, Path directory, StudyFile file) {
        SettingsDifference difference = difference(study.settings(), directory, file);
        List<String> objections = Objections.check(file, directory, difference.differences());
        study.tell(file.notes());
        study.tell(objections);
        if (!file.namesPruner()
                && PrunerCatalogue.isBeforePrinted(study.settings().pruner())) {
            study.tell(List.of(PRINTED_AS_BEFORE));
        }
        adopt(study, difference);
        study.plan(RunPlans.of(file));
        RecordedStudyFile.record(directory, study.settings(), file);
    }

    /** What an edited file changes; refused if it may not. */
    static SettingsDifference difference(Settings stored, Path directory, StudyFile file) {
        Settings asked = named(file, directory);
        long seed = file.seed() == null ? stored.seed() : asked.seed();
        return SettingsDifference.between(
                stored,
                ofStudy(stored, asked, seed, file.namesPruner()),
                file.source().toString());
    }

    /** Takes over what an edited description in Java changes, or refuses it. */
    private static void adopt(StudyEngine study, Settings asked, StudyDraft draft) {
        Settings stored = study.settings();
        Settings comparable = keepingWhatABuilderLeavesOpen(stored, asked)
                .withSampler(SamplerCatalogue.continued(stored.sampler(), asked.sampler(), draft.namesSampler()));
        adopt(
                study,
                SettingsDifference.between(
                        stored, ofStudy(stored, comparable, asked.seed(), draft.namesPruner()), "the builder"));
    }

    private static void adopt(StudyEngine study, SettingsDifference difference) {
        if (!difference.isEmpty()) {
            study.change(difference.settings(), difference.differences());
            study.tell(difference.differences());
        }
    }

    /** A moved study keeps the name that it was made with, and one of 0.1 what its printed values do. */
    private static Settings ofStudy(Settings stored, Settings asked, long seed, boolean namesPruner) {
        return identified(asked, stored.name(), seed)
                .withPruner(PrunerCatalogue.continued(stored.pruner(), asked.pruner(), namesPruner));
    }

    /** A builder says nothing about commands, and of parameters, executors, constraints and rules only what it names; the rest stays. */
    private static Settings keepingWhatABuilderLeavesOpen(Settings stored, Settings asked) {
        Map<String, @Nullable Object> executor = new LinkedHashMap<>(stored.executor());
        executor.putAll(asked.executor());
        Settings completed = asked.withObjective(stored.objective())
                .withExecutor(executor)
                .withConstraints(asked.constraints().isEmpty() ? stored.constraints() : asked.constraints())
                .withStopWhen(asked.stopWhen().isEmpty() ? stored.stopWhen() : asked.stopWhen());
        return asked.space().isEmpty() ? completed.withSpace(stored.space()) : completed;
    }

    /** The settings under the name of the directory, which the user may have chosen. */
    static Settings named(StudyFile file, Path directory) {
        long seed = RecordedStudyFile.seed(file.seed());
        return identified(file.settings(seed), directory.getFileName().toString(), seed);
    }

    private static Settings identified(Settings settings, String name, long seed) {
        return settings.withName(name).withSeed(seed);
    }

    private static @Nullable Durability level(@Nullable StudyFile file) {
        return file == null || file.durability() == null
                ? null
                : Durability.valueOf(file.durability().toUpperCase(Locale.ROOT));
    }

    private static OpenRequest.Mode mode(OpenOptions.Intent intent) {
        return switch (intent) {
            case NORMAL -> OpenRequest.Mode.OPEN;
            case TAKEOVER -> OpenRequest.Mode.TAKEOVER;
            case MOVED -> OpenRequest.Mode.MOVED;
            case COPIED -> OpenRequest.Mode.COPIED;
            case ACCEPT_LOSS -> OpenRequest.Mode.ACCEPT_LOSS;
        };
    }
}
