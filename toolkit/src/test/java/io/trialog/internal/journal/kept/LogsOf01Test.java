package io.trialog.internal.journal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.Trial;
import io.trialog.study.OpenOptions;
import io.trialog.study.StudyView;
import io.trialog.study.Verification;
import io.trialog.testing.Jar01;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A study that the jar of Trialog 0.1 writes on this machine, with its queue and its database. Under {@code -Pfull} only. */
@Tag("processes")
class LogsOf01Test {

    @TempDir
    Path root;

    @Test
    void aStudyOf01IsReadContinuedAndProved() throws Exception {
        Path jar = Jar01.get();
        JarStudy study = new JarStudy(jar, root.toRealPath(), "old").with("""
                case $t in
                  2-1) sleep 0.3; kill -KILL $(wrapper); sleep 60;;
                  5-1) exit 3;;
                esac
                for s in 1 2 3; do echo "step=$s loss: $(( x + 3 - s ))"; sleep 0.1; done
                echo "loss: $x"
                """, """
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0, max: 8, step: 2}}
                sampler: {type: tpe, seed: 20261129, startup_trials: 3}
                pruner: {type: median, startup_trials: 2}
                executor: {type: local, parallel: 2, poll: 20ms, prune_grace: 200ms}
                """);
        study.command("run", study.file(), "-n", "12");

        StudyView view = StudyReader.open(study.directory()).view();
        assertThat(view.trials().stream()
                        .filter(trial -> trial.state().isFinished())
                        .count())
                .isEqualTo(13);
        assertThat(view.trial(2).attempts()).extracting(Attempt::isLost).startsWith(true);
        assertThat(view.trial(5).state()).isEqualTo(TrialState.FAIL);
        requireProof(StudyReader.verify(study.directory()));

        try (Study open =
                Study.open(OpenOptions.of(study.directory().toString()).withRoot(root))) {
            Trial trial = open.ask();
            assertThat(trial.number()).isEqualTo(13);
            TrialRecord told = open.tell(trial, 0.5);
            assertThat(told.state()).isEqualTo(TrialState.COMPLETE);
            open.optimize(15);
            assertThat(open.view().trialCount()).isEqualTo(16); // trial 5 failed and does not count
            requireProof(open.replay().verify());
        }
        requireProof(StudyReader.verify(study.directory()));
        long events = StudyReader.open(study.directory()).view().position();
        assertThat(study.ended(study.start("run", study.file(), "-n", "20"), 1))
                .contains("The log has version 2, but this Trialog writes version 1: it is open for reading only.");
        assertThat(StudyReader.open(study.directory()).view().position()).isEqualTo(events);
    }

    private static void requireProof(Verification verification) {
        assertThat(verification.isGreen()).as(verification.toString()).isTrue();
    }
}
