package io.trialog;

import io.trialog.internal.control.Replay;
import io.trialog.internal.engine.ReaderVerification;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.study.Verification;
import java.nio.file.Path;
import java.util.List;

/** Derives a study's decisions from its log again. */
public final class StudyReplay {

    private final StudyEngine engine;

    StudyReplay(StudyEngine engine) {
        this.engine = engine;
    }

    /**
     * Checks the chain and both copies of the log, derives every suggestion and every pruning decision again, bit for bit,
     * and compares {@code study.db} with the log.
     *
     * @return what was found; {@link Verification#isGreen()} says whether all is well
     */
    public Verification verify() {
        Path directory = engine.directory();
        if (directory != null) {
            engine.catchUp();
            return new ReaderVerification(directory).run();
        }
        Replay replay = new Replay();
        engine.journal().read(0, stored -> {
            replay.accept(stored);
            return true;
        });
        String check = "log: " + (engine.journal().lastSeq() + 1) + " events in memory";
        return new Verification(List.of(), replay.result(), List.of(), List.of(check));
    }
}
