package io.trialog.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.Recording;
import io.trialog.study.Direction;
import io.trialog.study.ReplayResult;
import io.trialog.study.Settings;
import io.trialog.study.StopRule;
import io.trialog.testing.ListJournal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Decisions by the rules of a study, from the writer to the replay. */
class StopDecisionsTest {

    private final ListJournal journal = new ListJournal();
    private final Controller controller = controller();

    private Controller controller() {
        Settings settings = Settings.of("s", List.of(Direction.MAXIMIZE), List.of("auc"))
                .withSampler(Map.of("type", "random"))
                .withStopWhen(StopRule.of(Map.of("stagnation", 2)));
        OpenedHistory history = new OpenedHistory();
        history.accept(journal.append(Recording.of(
                new StudyEvent.StudyCreated("id", settings, new StudyEvent.Platform("t", "j", "o", "a")))));
        return new Controller(journal, history);
    }

    private void told(double... values) {
        for (double value : values) {
            int number = Objects.requireNonNull(controller.ask("manual")).number();
            controller.tell(number, Ending.complete(List.of(value), 1, Map.of()));
        }
    }

    private ReplayResult replay(UnaryOperator<StudyEvent> change) {
        Replay replay = new Replay();
        for (StoredEvent stored : journal.events()) {
            replay.accept(new StoredEvent(stored.envelope(), change.apply(stored.event()), stored.line()));
        }
        return replay.result();
    }

    @Test
    void aDecisionIsTakenOnceIsDurableAndStaysUntilItIsLifted() {
        told(0.5, 0.7, 0.6);
        assertThat(controller.stops().areInForce()).isFalse();
        told(0.7);
        int commits = journal.commits();
        assertThat(controller.stops().areInForce()).isTrue();
        assertThat(journal.commits()).isGreaterThan(commits);
        int events = journal.events().size();
        assertThat(controller.stops().areInForce()).isTrue();
        assertThat(journal.events()).hasSize(events);
        assertThat(journal.events().get(events - 1).event())
                .isEqualTo(new StudyEvent.StopDecided(
                        "stagnation", 2, 2, events - 2, "2 trials finished since trial 1, the best one"));

        controller.stops().lift(5);
        assertThat(controller.stops().areInForce()).isFalse();
        told(0.1);
        assertThat(controller.stops().areInForce()).isTrue();
        controller.stops().lift(5);
        assertThat(controller.stops().areInForce())
                .as("no trial is left to lift it for")
                .isTrue();
    }

    @Test
    void aReplayDerivesDecisionsAgainAndFindsChangedOnes() {
        told(0.5, 0.4, 0.3);
        assertThat(controller.stops().areInForce()).isTrue();

        assertThat(replay(event -> event).differences()).isEmpty();
        assertThat(replay(event -> event instanceof StudyEvent.StopDecided d
                                ? new StudyEvent.StopDecided(d.rule(), 3, d.bound(), d.basis(), d.reason())
                                : event)
                        .differences())
                .singleElement()
                .asString()
                .contains("the log stops the study by stagnation at 3.0 of 2.0", "but the rules derive");
        assertThat(replay(event -> event instanceof StudyEvent.StopDecided d
                                ? new StudyEvent.StopDecided(d.rule(), d.value(), d.bound(), d.basis(), "other words")
                                : event)
                        .differences())
                .isEmpty();
    }
}
