package io.trialog.internal.control;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.codec.EventCodec;
import io.trialog.trial.FailCause;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is too large for an event is made smaller at the door, and the study goes on. */
class LimitsTest {

    private static Limits.Fitted fit(StudyEvent event) {
        return Limits.fit(event, () -> Set.of("loss"));
    }

    private static Map<String, Double> metrics(int count) {
        Map<String, Double> metrics = new LinkedHashMap<>();
        for (int i = 0; i < count; i++) {
            metrics.put("metric number " + i, i / 7.0);
        }
        metrics.put("loss", 0.5);
        return metrics;
    }

    private static void assertFits(StudyEvent event) {
        assertThat(EventCodec.payloadSize(event)).isLessThanOrEqualTo(Limits.PAYLOAD);
    }

    @Test
    void whatFitsIsLeftAsItIs() {
        StudyEvent report = new StudyEvent.ValueReported(0, 0, 1, metrics(1000));
        assertThat(fit(report).event()).isSameAs(report);
        assertThat(fit(report).notes()).isEmpty();
    }

    @Test
    void anAttributeIsLeftOutAlsoIfItIsADeepList() {
        Object value = "x".repeat(600_000);
        assertThat(fit(new StudyEvent.AttributeSet("user", "note", value)).event())
                .isNull();
        assertThat(fit(new StudyEvent.AttributeSet("user", "note", value)).notes())
                .containsExactly("the attribute 'note' has 600,039 bytes, more than the 520,192 that an event can hold;"
                        + " it is left out");
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < 60_000; i++) {
            list.add(Map.of("a", 1e9));
        }
        assertThat(fit(new StudyEvent.AttributeSet("user", "list", list)).event())
                .isNull();
    }

    @Test
    void aReportKeepsTheObjectiveOnly() {
        Limits.Fitted fitted = fit(new StudyEvent.ValueReported(0, 3, 7, metrics(20_000)));
        assertThat(fitted.event()).isEqualTo(new StudyEvent.ValueReported(0, 3, 7, Map.of("loss", 0.5)));
        assertThat(fitted.notes()).singleElement().asString().startsWith("the report at step 7 has 20,001 metrics in ");
        assertThat(fitted.notes()).singleElement().asString().endsWith("; only 'loss' is kept");

        Map<String, Double> others = metrics(20_000);
        others.remove("loss");
        assertThat(fit(new StudyEvent.ValueReported(0, 3, 7, others)).event()).isNull();
    }

    @Test
    void anEndKeepsItsValuesAndCutsItsReason() {
        StudyEvent.TrialTold complete =
                new StudyEvent.TrialTold(TrialState.COMPLETE, List.of(0.5), metrics(20_000), List.of(), "");
        StudyEvent.TrialTold kept = (StudyEvent.TrialTold) fit(complete).event();
        assertThat(kept.values()).containsExactly(0.5);
        assertThat(kept.metrics()).isEmpty();

        StudyEvent.TrialTold failed = new StudyEvent.TrialTold(
                TrialState.FAIL,
                List.of(),
                Map.of(),
                List.of(),
                "\u00e9\ud83d\ude00".repeat(100_000),
                FailCause.PROGRAM);
        StudyEvent.TrialTold cut = (StudyEvent.TrialTold) fit(failed).event();
        assertFits(cut);
        assertThat(cut.reason()).endsWith("... (cut: it has 600,000 bytes)").doesNotContain("\ufffd");
        assertThat(cut.cause()).isEqualTo(FailCause.PROGRAM);
        assertThat(fit(failed).notes())
                .containsExactly(
                        "the reason of its end has 600,000 bytes, more than the 65,536 that are kept; it is cut");
    }

    @Test
    void wordsOfSchedulersAndPeopleAreCut() {
        String words = "x".repeat(700_000);
        for (StudyEvent event : List.of(
                new StudyEvent.JobSubmissionFailed("t", "permanent", words),
                new StudyEvent.JobStateChanged("LOST", words, null, null, 0),
                new StudyEvent.CancelDecided(words),
                new StudyEvent.TrialVoided(words),
                new StudyEvent.AttributeSet("note", "report", words))) {
            assertFits(fit(event).event());
        }
    }

    @Test
    void aJavaObjectiveGoesOnAndItsStudySaysWhatIsMissing() {
        try (Study study = Study.builder("large").minimize("loss").inMemory()) {
            study.optimize(2, trial -> {
                trial.setUserAttribute("model", "x".repeat(600_000));
                trial.report(0.7, 1);
                if (trial.number() == 1) {
                    throw new IllegalStateException("y".repeat(1_000_000));
                }
                return 0.5;
            });
            assertThat(study.trial(0).state()).isEqualTo(TrialState.COMPLETE);
            assertThat(study.trial(0).userAttributes()).isEmpty();
            assertThat(study.trial(1).error()).contains("IllegalStateException: yyy", "(cut: it has 1,000,");
            assertThat(study.notes())
                    .anyMatch(note -> note.startsWith("Trial 0: the attribute 'model' has 600,0"))
                    .anyMatch(note -> note.startsWith("Trial 1: the reason of its end has 1,000,"));
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void anAttributeOfTheStudyIsRefused() {
        try (Study study = Study.builder("large").minimize("loss").inMemory()) {
            assertThatThrownBy(() -> study.setUserAttribute("model", "x".repeat(600_000)))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("the attribute 'model' has 600,0", "Maybe store it in a file");
            study.setUserAttribute("model", "small");
        }
    }
}
