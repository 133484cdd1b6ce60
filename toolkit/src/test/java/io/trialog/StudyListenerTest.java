package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StudyListener;
import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import io.trialog.testing.Eventually;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A listener hears what happens in a study, and can't hurt it. */
class StudyListenerTest {

    private static final double[] LOSSES = {3, 5, 2};

    @TempDir
    private Path root;

    private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

    /** Writes down what it hears. */
    private final class Writer implements StudyListener {
        @Override
        public void asked(TrialRecord trial) {
            heard.add("asked " + trial.number() + " " + trial.state());
        }

        @Override
        public void reported(TrialRecord trial, long step, Map<String, Double> values) {
            heard.add("reported " + trial.number() + " " + step + " " + values.get("value"));
        }

        @Override
        public void pruned(TrialRecord trial) {
            heard.add("pruned " + trial.number());
        }

        @Override
        public void told(TrialRecord trial) {
            heard.add("told " + trial.number() + " " + trial.state() + " " + trial.value());
        }

        @Override
        public void best(TrialRecord trial) {
            heard.add("best " + trial.number());
        }

        @Override
        public void done(StudyView view, StopReason reason) {
            heard.add("done " + view.count(TrialState.COMPLETE) + " " + reason);
        }
    }

    private static double objective(Trial trial) {
        trial.suggestFloat("x", 0, 1);
        if (trial.number() == 1) {
            trial.report(30, 0);
            if (trial.shouldPrune()) {
                throw new TrialPruned();
            }
        }
        return LOSSES[trial.number()];
    }

    private Study study() {
        return Study.builder("apple")
                .under(root)
                .pruner("threshold", Map.of("upper", 20))
                .open();
    }

    @Test
    void everythingIsHeardInItsOrder() {
        try (Study study = study()) {
            study.listen(new Writer());
            study.optimize(3, StudyListenerTest::objective);

            assertThat(heard)
                    .containsExactly(
                            "asked 0 RUNNING",
                            "told 0 COMPLETE 3.0",
                            "best 0",
                            "asked 1 RUNNING",
                            "reported 1 0 30.0",
                            "pruned 1",
                            "told 1 PRUNED 30.0",
                            "asked 2 RUNNING",
                            "told 2 COMPLETE 2.0",
                            "best 2",
                            "done 2 DONE");
        }
    }

    @Test
    void theCallersExecutorRunsTheCalls() throws Exception {
        List<String> threads = Collections.synchronizedList(new ArrayList<>());
        ExecutorService own = Executors.newSingleThreadExecutor(work -> new Thread(work, "mine"));
        try (Study study = study()) {
            study.listen(
                    new StudyListener() {
                        @Override
                        public void told(TrialRecord trial) {
                            threads.add(Thread.currentThread().getName());
                        }
                    },
                    own);
            study.optimize(2, trial -> trial.number());
        }
        Eventually.holds("both ends are heard", Duration.ofSeconds(60), () -> threads.size() == 2);
        own.shutdown();

        assertThat(threads).containsOnly("mine");
    }

    @Test
    void whatAListenerThrowsIsToldOnceAndNeverReachesTheStudy() {
        List<String> notes = Collections.synchronizedList(new ArrayList<>());
        ExecutorService closed = Executors.newSingleThreadExecutor();
        closed.shutdown();
        try (Study study = study()) {
            study.onNotice(notes::add);
            study.listen(new StudyListener() {
                @Override
                public void told(TrialRecord trial) {
                    throw new IllegalStateException("no bell");
                }
            });
            study.listen(new Writer());
            study.listen(new Writer(), closed);
            study.optimize(3, trial -> trial.number());

            assertThat(study.view().count(TrialState.COMPLETE)).isEqualTo(3);
            assertThat(heard).contains("told 2 COMPLETE 2.0", "done 3 DONE");
            assertThat(notes)
                    .hasSize(2)
                    .anySatisfy(note -> assertThat(note)
                            .isEqualTo(
                                    "A listener failed: java.lang.IllegalStateException: no bell. This is said once."));
        }
    }

    @Test
    void aListenerThatIsTakenAwayHearsNothing() {
        Writer writer = new Writer();
        try (Study study = study()) {
            study.listen(writer);
            study.optimize(1, trial -> 1);
            study.unlisten(writer);
            int before = heard.size();
            study.optimize(1, trial -> 1);

            assertThat(heard).hasSize(before);
        }
    }

    @Test
    void aStudyInMemoryIsHeardToo() {
        try (Study study = Study.builder("apple").inMemory()) {
            study.listen(new Writer());
            study.optimize(1, trial -> 4);
        }

        assertThat(heard).containsExactly("asked 0 RUNNING", "told 0 COMPLETE 4.0", "best 0", "done 1 DONE");
    }
}
