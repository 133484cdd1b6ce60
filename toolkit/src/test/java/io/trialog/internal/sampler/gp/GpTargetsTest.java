package io.trialog.internal.sampler.gp;

import static io.trialog.testing.AskedStudy.floats;
import static io.trialog.testing.AskedStudy.number;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.StudyEvent;
import io.trialog.internal.numeric.pareto.Volumes;
import io.trialog.spi.Sampler;
import io.trialog.study.Direction;
import io.trialog.study.StudyView;
import io.trialog.testing.AskedStudy;
import io.trialog.testing.Histories;
import io.trialog.trial.FailCause;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Gaussian processes by rule 2: several objectives, constraints and failures. */
class GpTargetsTest {

    private static Sampler sampler(Map<String, Object> options) {
        return AskedStudy.sampler("gp", options);
    }

    private static double[] zdt1(Map<String, @Nullable Object> params) {
        double first = number(params, "x0");
        double g = 1 + 9 * (number(params, "x1") + number(params, "x2")) / 2;
        return new double[] {first, g * (1 - Math.sqrt(first / g))};
    }

    private static double[] dtlz2(Map<String, @Nullable Object> params) {
        double g = 1 + Math.pow(number(params, "x2") - 0.5, 2);
        double a = number(params, "x0") * Math.PI / 2;
        double b = number(params, "x1") * Math.PI / 2;
        return new double[] {g * Math.cos(a) * Math.cos(b), g * Math.cos(a) * Math.sin(b), g * Math.sin(a)};
    }

    private static List<Direction> down(int count) {
        return Collections.nCopies(count, Direction.MINIMIZE);
    }

    /** 0.877 can't be passed; random search is at 0.1 to 0.4 after as many trials. */
    @Test
    void theFrontOfTwoObjectivesIsFoundInFortyTrials() {
        AskedStudy study = new AskedStudy(down(2), 1, floats(3), sampler(Map.of()), GpTargetsTest::zdt1).run(40);

        assertThat(Volumes.of(study.view(), 1.1, 1.1)).isGreaterThan(0.8);
        assertThat(study.next().explanation()).startsWith("gp: 40 trials, fitted on 40, 3 parameters, front of ");
    }

    /** 0.807 can't be passed. */
    @Test
    void theFrontOfThreeObjectivesIsFound() {
        AskedStudy study = new AskedStudy(down(3), 1, floats(3), sampler(Map.of()), GpTargetsTest::dtlz2).run(40);

        assertThat(Volumes.of(study.view(), 1.1, 1.1, 1.1)).isGreaterThan(0.66);
    }

    @Test
    void theDirectionOfEachObjectiveIsRespected() {
        AskedStudy one = new AskedStudy(down(2), 2, floats(3), sampler(Map.of()), GpTargetsTest::zdt1).run(15);
        AskedStudy other = new AskedStudy(
                        List.of(Direction.MINIMIZE, Direction.MAXIMIZE), 2, floats(3), sampler(Map.of()), params ->
                                new double[] {zdt1(params)[0], -zdt1(params)[1]})
                .run(15);
        assertThat(other.next()).isEqualTo(one.next());
    }

    @Test
    void runningTrialsKeepApart() {
        AskedStudy study = new AskedStudy(down(2), 1, floats(3), sampler(Map.of()), GpTargetsTest::zdt1).run(15);
        Set<List<Long>> cells = new HashSet<>();
        for (int i = 0; i < 8; i++) {
            int number = study.ask();
            TrialRecord trial = study.view().trial(number);
            cells.add(List.of(Math.round(20 * trial.internal("x0")), Math.round(20 * trial.internal("x1"))));
        }
        assertThat(cells).hasSizeGreaterThan(5);
    }

    @Test
    void aConstraintIsKeptWithSeveralObjectives() {
        AskedStudy study = new AskedStudy(down(2), 1, floats(3), sampler(Map.of()), GpTargetsTest::zdt1);
        for (int i = 0; i < 35; i++) {
            int number = study.ask();
            study.history()
                    .constrain(number, "room", 0.4 - study.view().trial(number).internal("x0"));
            study.complete(number);
        }
        List<TrialRecord> late = study.view().trials().subList(15, 35);
        assertThat(late).filteredOn(TrialRecord::isFeasible).hasSizeGreaterThan(13);
    }

    @Test
    void aTrialWithoutTheConstraintOfTheOthersIsNotTheBest() {
        Histories history = Histories.minimize(floats(1));
        for (int i = 0; i < 12; i++) {
            int number = history.ask(Map.of("x0", i / 12.0));
            if (i != 4) {
                history.constrain(number, "room", i < 8 ? 1 : -1);
            }
            history.complete(number, i);
        }
        assertThat(number(sampler(Map.of()).sampleJointly(history.view(), 12).values(), "x0"))
                .isGreaterThan(0.5);
    }

    /** A bowl, in whose middle trials fail. */
    private static AskedStudy failing(boolean failures, FailCause cause) {
        AskedStudy study = new AskedStudy(down(1), 1, floats(2), sampler(Map.of("failures", failures)), params ->
                new double[] {Math.pow(number(params, "x0") - 0.8, 2) + Math.pow(number(params, "x1") - 0.2, 2)});
        for (int i = 0; i < 30; i++) {
            int number = study.ask();
            TrialRecord trial = study.view().trial(number);
            if (Math.hypot(trial.internal("x0") - 0.8, trial.internal("x1") - 0.2) < 0.1) {
                study.history()
                        .append(
                                number,
                                new StudyEvent.TrialTold(TrialState.FAIL, List.of(), Map.of(), List.of(), "", cause));
            } else {
                study.complete(number);
            }
        }
        return study;
    }

    private static long failed(AskedStudy study) {
        return study.view().trials().stream()
                .filter(trial -> trial.state() == TrialState.FAIL)
                .count();
    }

    @Test
    void failuresTeachUnlessTheyAreNotTo() {
        assertThat(failed(failing(true, FailCause.MEMORY)) + 5).isLessThan(failed(failing(false, FailCause.MEMORY)));
    }

    @Test
    void failuresOfTheSetupDoNotTeach() {
        StudyView view = failing(true, FailCause.SETUP).view();

        assertThat(sampler(Map.of()).sampleJointly(view, 30).values())
                .isEqualTo(sampler(Map.of("failures", false))
                        .sampleJointly(view, 30)
                        .values());
    }

    @Test
    void whatItExpectsIsToldForEachObjective() {
        AskedStudy study = new AskedStudy(down(2), 1, floats(3), sampler(Map.of()), GpTargetsTest::zdt1).run(15);
        StudyView before = study.view();
        int number = study.ask();

        assertThat(sampler(Map.of()).remarks(before, study.view().trial(number)))
                .hasSize(3)
                .satisfies(remarks -> {
                    assertThat(remarks.get(0)).startsWith("predicted value: ");
                    assertThat(remarks.get(1)).startsWith("predicted value2: ");
                    assertThat(remarks.get(2)).startsWith("expected gain of hypervolume");
                });
    }

    @Test
    void fourObjectivesAndSeveralByRuleOneAreRefused() {
        StudyView four = Histories.of(down(4), 1, floats(1)).view();
        assertThatThrownBy(() -> sampler(Map.of()).sampleJointly(four, 0))
                .hasMessage("The sampler gp handles at most 3 objectives, but the study has 4.\n"
                        + "Maybe use the sampler 'tpe' or 'nsga3'.");
        StudyView two = Histories.of(down(2), 1, floats(1)).view();
        assertThatThrownBy(() -> sampler(Map.of("rule", 1L)).sampleJointly(two, 0))
                .hasMessageStartingWith("The sampler gp handles one objective by rule 1, but the study has 2.");
    }
}
