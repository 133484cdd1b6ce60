package io.trialog.internal.config;

import io.trialog.event.StudyEvent;
import io.trialog.exception.TrialogException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.option.ResolvedSettings;
import io.trialog.internal.platform.Ids;
import io.trialog.internal.platform.Machine;
import io.trialog.study.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The beginnings of a study: its first event, and the copy of what was asked for. */
public final class RecordedStudyFile {

    /** What was asked for, in the study's directory. */
    public static final String STUDY_FILE = "study.yaml";

    private RecordedStudyFile() {}

    /** The first event; everything is said in its settings. */
    public static StudyEvent.StudyCreated created(Settings settings) {
        return new StudyEvent.StudyCreated(Ids.next(), ResolvedSettings.of(settings, null), Machine.platform());
    }

    /** The given seed, or one drawn now: it stands in the log, so that the study can be repeated all the same. */
    public static long seed(@Nullable Long given) {
        return given == null ? Ids.drawSeed() : given;
    }

    /** Writes into {@code study.yaml} until how many finished trials the study is to run. */
    public static void recordTrials(Path directory, int trials) {
        StudyFile file = StudyFileReader.read(directory.resolve(STUDY_FILE), List.of("trials=" + trials));
        write(directory, StudyFileWriter.write(file));
    }

    /** Writes {@code study.yaml}: the whole file where there is one, else the settings. */
    public static void record(Path directory, Settings settings, @Nullable StudyFile file) {
        write(directory, file == null ? StudyFileWriter.write(settings) : StudyFileWriter.write(file));
    }

    private static void write(Path directory, String text) {
        Path target = directory.resolve(STUDY_FILE);
        try {
            AtomicFile.write(target, text);
        } catch (IOException e) {
            throw new TrialogException("The file " + target + " can't be written: " + FileProblem.words(e), e);
        }
    }
}
