package io.trialog;

import io.trialog.internal.control.Replay;
import io.trialog.internal.engine.ReaderVerification;
import io.trialog.internal.engine.SealComparison;
import io.trialog.internal.engine.SealMaking;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.study.Seal;
import io.trialog.study.Verification;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        return verified(null);
    }

    /**
     * Verifies as {@link #verify()} does, and compares the log with a seal that was made earlier.
     *
     * @param seal the seal, which was kept elsewhere
     * @return what was found; a log that is not as it was sealed is a finding of {@link Verification#log()}
     */
    public Verification verify(Seal seal) {
        return verified(seal);
    }

    private Verification verified(@Nullable Seal seal) {
        Path directory = engine.directory();
        if (directory != null) {
            engine.catchUp();
            return new ReaderVerification(directory, seal).run();
        }
        Replay replay = new Replay();
        SealComparison comparison = seal == null ? null : new SealComparison(seal);
        engine.journal().read(0, stored -> {
            replay.accept(stored);
            if (comparison != null) {
                comparison.accept(stored);
            }
            return true;
        });
        String check = "log: " + (engine.journal().lastSeq() + 1) + " events in memory";
        Verification found = new Verification(List.of(), replay.result(), List.of(), List.of(check));
        return comparison == null ? found : found.with(comparison.isKept(), comparison.finding());
    }

    /**
     * Makes a seal of the log as it stands: study, and sequence number and hash of the last event. Keep it where nobody can write
     * who can write the study; {@link #verify(Seal)} and {@code trialog verify --seal} compare.
     *
     * <pre>{@code
     * study.replay().seal().write(Path.of("/backup/higgs.seal"));
     * }</pre>
     *
     * @return the seal; everything that the study decided before is in it
     */
    public Seal seal() {
        return SealMaking.of(engine.journal());
    }
}
