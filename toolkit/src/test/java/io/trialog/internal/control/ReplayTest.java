package io.trialog.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.run.InProcessLoop;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Budget;
import io.trialog.study.Direction;
import io.trialog.study.ReplayResult;
import io.trialog.study.Settings;
import io.trialog.study.StopReason;
import io.trialog.testing.ListJournal;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class ReplayTest {

    private static final SearchSpace SPACE = new SearchSpace(List.of(
            new Parameter("model", CategoricalDistribution.of("trees", "net")),
            new Parameter("lr", new FloatDistribution(1e-4, 1, 0, true)),
            new Parameter("depth", new IntDistribution(2, 8), new Condition(Map.of("model", List.of("trees"))))));

    @Test
    void provesEveryAskAndPruningDecisionOfADeclaredStudyThatRanOneAtATime() {
        ListJournal journal = new ListJournal();
        run(journal, SPACE, 40, 1);

        ReplayResult result = replay(journal.events());

        assertThat(result.differences()).isEmpty();
        assertThat(result.isProved()).isTrue();
        assertThat(result.asks()).isGreaterThanOrEqualTo(40);
        assertThat(result.decisions()).isPositive();
    }

    @Test
    void provesAStudyInWhichSixteenTrialsRanAtOnce() {
        ListJournal journal = new ListJournal();
        run(journal, SPACE, 120, 16);

        assertThat(replay(journal.events()).differences()).isEmpty();
    }

    @Test
    void provesSuggestionsThatWereMadeWhileTrialsRan() {
        ListJournal journal = new ListJournal();
        run(journal, SearchSpace.EMPTY, 60, 4);

        ReplayResult result = replay(journal.events());

        assertThat(result.differences()).isEmpty();
        assertThat(result.suggestions()).isPositive();
    }

    @Test
    void explainsAValueThatTheSamplerDoesNotDerive() {
        ListJournal journal = new ListJournal();
        run(journal, SPACE, 15, 1);

        ReplayResult result = replay(changed(journal.events(), event -> {
            if (event instanceof StudyEvent.TrialAsked asked && asked.basis() > 20) {
                Map<String, Object> params = new LinkedHashMap<>(asked.params());
                params.computeIfPresent("lr", (name, value) -> Math.nextUp((Double) value));
                return new StudyEvent.TrialAsked(asked.basis(), params, asked.explanation(), asked.runner());
            }
            return event;
        }));

        assertThat(result.isProved()).isFalse();
        assertThat(result.differences().get(0)).contains("was asked with", "but the sampler derives");
    }

    @Test
    void namesMissingAndExtraPruningDecisionsAlike() {
        ListJournal journal = new ListJournal();
        run(journal, SPACE, 40, 1);
        UnaryOperator<StudyEvent> drop =
                event -> event instanceof StudyEvent.PruneDecided ? new StudyEvent.Unknown() : event;

        ReplayResult missing = replay(changed(journal.events(), drop));

        assertThat(missing.differences().get(0)).contains("but the log has no such decision");
    }

    @Test
    void wordsAreNotCompared() {
        ListJournal journal = new ListJournal();
        run(journal, SPACE, 40, 1);

        ReplayResult result = replay(changed(journal.events(), event -> {
            if (event instanceof StudyEvent.TrialAsked asked) {
                return new StudyEvent.TrialAsked(
                        asked.basis(), asked.params(), "other words", asked.runner(), asked.sampler(), asked.memo());
            }
            if (event instanceof StudyEvent.PruneDecided d) {
                return StudyEvent.PruneDecided.of(
                        new PruneRecord(d.step(), "other words", d.threshold(), d.compared(), d.count(), d.rung()));
            }
            return event;
        }));

        assertThat(result.differences()).isEmpty();
        assertThat(result.decisions()).isPositive();
    }

    @Test
    void aChangedThresholdIsFound() {
        ListJournal journal = new ListJournal();
        run(journal, SPACE, 40, 1);

        ReplayResult result = replay(changed(
                journal.events(),
                event -> event instanceof StudyEvent.PruneDecided d
                        ? StudyEvent.PruneDecided.of(new PruneRecord(
                                d.step(), d.rule(), Math.nextUp(d.threshold()), d.compared(), d.count(), d.rung()))
                        : event));

        assertThat(result.differences().get(0)).contains("the log prunes trial", "but the pruner derives");
    }

    @Test
    void whatNobodyProvidesIsNamedAndNotCalledDifferent() {
        ListJournal journal = new ListJournal();
        run(journal, SPACE, 20, 1);

        ReplayResult result = replay(changed(
                journal.events(),
                event -> event instanceof StudyEvent.StudyCreated created
                        ? new StudyEvent.StudyCreated(
                                created.studyId(),
                                created.settings()
                                        .withSampler(Map.of("type", "annealing"))
                                        .withPruner(Map.of("type", "psychic")),
                                created.platform())
                        : event));

        assertThat(result.differences()).isEmpty();
        assertThat(result.notDerived()).containsExactly("sampler 'annealing'", "pruner 'psychic'");
        assertThat(result.asks()).isZero();
    }

    private static List<StoredEvent> changed(List<StoredEvent> events, UnaryOperator<StudyEvent> change) {
        List<StoredEvent> changed = new ArrayList<>();
        for (StoredEvent stored : events) {
            changed.add(new StoredEvent(stored.envelope(), change.apply(stored.event()), stored.line()));
        }
        return changed;
    }

    private static ReplayResult replay(List<StoredEvent> events) {
        Replay replay = new Replay();
        events.forEach(replay::accept);
        return replay.result();
    }

    private static void run(ListJournal journal, SearchSpace space, int trials, int threads) {
        Settings settings = Settings.of("s", List.of(Direction.MINIMIZE), List.of("loss"))
                .withSeed(42)
                .withSpace(space)
                .withSampler(Map.of("type", "tpe"))
                .withPruner(Map.of("type", "median", "startup_trials", 5L));
        OpenedHistory history = new OpenedHistory();
        history.accept(journal.append(Recording.of(
                new StudyEvent.StudyCreated("id", settings, new StudyEvent.Platform("t", "j", "o", "a")))));
        Controller controller = new Controller(journal, history);
        InProcessLoop loop = new InProcessLoop(
                controller,
                (trial, lease) -> evaluate(controller, trial),
                Budget.trials(trials),
                InstantSource.system(),
                threads,
                null,
                new AtomicLong());
        loop.run();
        assertThat(loop.reason()).isEqualTo(StopReason.DONE);
    }

    private static Ending evaluate(Controller controller, TrialRecord trial) {
        double lr = (Double) suggest(controller, trial, "lr", new FloatDistribution(1e-4, 1, 0, true));
        Object model = suggest(controller, trial, "model", CategoricalDistribution.of("trees", "net"));
        double loss = Math.abs(Math.log10(lr) + 2) + (model.equals("net") ? 0.5 : 0);
        if (model.equals("trees")) {
            loss += Math.abs((Long) suggest(controller, trial, "depth", new IntDistribution(2, 8)) - 5) * 0.1;
        }
        for (int step = 0; step < 5; step++) {
            StudyEvent.ValueReported report =
                    new StudyEvent.ValueReported(0, -1, step, Map.of("loss", loss + 1.0 / (step + 1)));
            if (controller.report(trial.number(), trial.attempt(), report) != null) {
                return Ending.pruned(controller.trial(trial.number()), Map.of());
            }
        }
        return new Ending(TrialState.COMPLETE, List.of(loss), Map.of(), "", null);
    }

    private static Object suggest(Controller controller, TrialRecord trial, String name, Distribution distribution) {
        return Objects.requireNonNull(controller.suggest(trial.number(), name, distribution));
    }
}
