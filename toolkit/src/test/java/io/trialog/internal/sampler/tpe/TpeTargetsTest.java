package io.trialog.internal.sampler.tpe;

import static io.trialog.testing.AskedStudy.floats;
import static io.trialog.testing.AskedStudy.number;
import static org.assertj.core.api.Assertions.assertThat;

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
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** TPE by rule 3: several objectives, constraints and failures. */
class TpeTargetsTest {

    private static Sampler sampler(Map<String, Object> options) {
        return AskedStudy.sampler("tpe", options);
    }

    /** The sum of squares around 0.8, feasible only where the first coordinate is at most 0.4. */
    private static AskedStudy constrained(int rule, long seed) {
        AskedStudy study = new AskedStudy(
                List.of(Direction.MINIMIZE), seed, floats(3), sampler(Map.of("rule", (long) rule)), params -> {
                    double sum = 0;
                    for (int i = 0; i < 3; i++) {
                        sum += Math.pow(number(params, "x" + i) - 0.8, 2);
                    }
                    return new double[] {sum};
                });
        for (int i = 0; i < 100; i++) {
            int number = study.ask();
            double x = study.view().trial(number).internal("x0");
            study.history().constrain(number, "memory", x - 0.4);
            study.complete(number);
        }
        return study;
    }

    private static long feasible(StudyView view) {
        return view.trials().stream().filter(TrialRecord::isFeasible).count();
    }

    /** Three seeds, which stand here; each of twenty others gave a best feasible value of at most 0.20. */
    @Test
    void aConstraintThatCutsOffTheOptimumIsKeptAndItsEdgeIsFound() {
        for (long seed = 1; seed <= 3; seed++) {
            StudyView view = constrained(3, seed).view();

            assertThat(feasible(view)).isGreaterThan(50);
            assertThat(java.util.Objects.requireNonNull(view.best()).value()).isLessThan(0.25);
        }
    }

    @Test
    void theExplanationCountsConstraintsThatSomeTrialViolates() {
        assertThat(constrained(3, 1).next().explanation()).endsWith(", 3 parameters, 1 constraint");
        assertThat(constrained(2, 1).next().explanation()).endsWith(", 3 parameters");
    }

    @Test
    void withoutAnyOfThatRuleThreeProposesWhatRuleTwoDoes() {
        Histories history = Histories.minimize(Example.SPACE);
        for (int i = 1; i <= 60; i++) {
            int number = history.ask(Example.params(i));
            history.constrain(number, "always met", -1);
            history.complete(number, Example.value(Example.params(i)));
        }
        assertThat(sampler(Map.of("rule", 3L)).sampleJointly(history.view(), 60))
                .isEqualTo(sampler(Map.of("rule", 2L)).sampleJointly(history.view(), 60));
    }

    /** The objective is to have a large x, but from 0.7 on trials fail. */
    private static AskedStudy failing(boolean failures, FailCause cause, long seed) {
        AskedStudy study = new AskedStudy(
                List.of(Direction.MAXIMIZE), seed, floats(2), sampler(Map.of("failures", failures)), params ->
                        new double[] {number(params, "x0")});
        for (int i = 0; i < 80; i++) {
            int number = study.ask();
            if (study.view().trial(number).internal("x0") > 0.7) {
                study.history()
                        .append(
                                number,
                                new StudyEvent.TrialTold(
                                        TrialState.FAIL, List.of(), Map.of(), List.of(), "too large", cause));
            } else {
                study.complete(number);
            }
        }
        return study;
    }

    private static long failed(AskedStudy study) {
        return study.view().trials().stream()
                .skip(40)
                .filter(trial -> trial.state() == TrialState.FAIL)
                .count();
    }

    @Test
    void failuresTeachIfTheyAreAllowedTo() {
        assertThat(failed(failing(true, FailCause.MEMORY, 1)))
                .isLessThan(failed(failing(false, FailCause.MEMORY, 1)) / 2);
    }

    @ParameterizedTest
    @EnumSource(names = {"SETUP", "CANCELLED"})
    void failuresThatAreNotTheParametersOwnDoNotTeach(FailCause cause) {
        StudyView view = failing(true, cause, 1).view();

        assertThat(sampler(Map.of("failures", true)).sampleJointly(view, 80))
                .isEqualTo(sampler(Map.of()).sampleJointly(view, 80));
    }

    @Test
    void aVoidTrialStopsTeaching() {
        AskedStudy study = failing(true, FailCause.PROGRAM, 1);
        List<Integer> failed = new ArrayList<>();
        study.view().trials().stream()
                .filter(trial -> trial.state() == TrialState.FAIL)
                .forEach(trial -> failed.add(trial.number()));
        assertThat(study.next().explanation()).endsWith(", 1 constraint");

        failed.forEach(study.history()::makeVoid);

        assertThat(study.next().explanation()).endsWith(", 2 parameters");
    }

    @Test
    void aRetriedTrialStopsTeaching() {
        AskedStudy study = failing(true, FailCause.PROGRAM, 1);
        List<TrialRecord> failed = study.view().trials().stream()
                .filter(trial -> trial.state() == TrialState.FAIL)
                .toList();
        failed.forEach(trial -> study.history().append(trial.number(), new StudyEvent.TrialRetried("again")));

        assertThat(study.next().explanation()).endsWith(", 2 parameters");
    }

    @Test
    void failuresThatAreTheRuleDoNotTeach() {
        Histories history = Histories.minimize(floats(1));
        for (int i = 0; i < 30; i++) {
            int number = history.ask(Map.of("x0", i / 30.0));
            if (i < 14) {
                history.complete(number, i);
            } else {
                history.append(
                        number,
                        new StudyEvent.TrialTold(
                                TrialState.FAIL, List.of(), Map.of(), List.of(), "", FailCause.PROGRAM));
            }
        }
        Sampler sampler = sampler(Map.of("failures", true));
        assertThat(sampler.sampleJointly(history.view(), 30).explanation()).endsWith("1 parameter");
        history.complete(history.ask(Map.of("x0", 0.5)), 1).complete(history.ask(Map.of("x0", 0.6)), 1);
        assertThat(sampler.sampleJointly(history.view(), 32).explanation()).endsWith("1 constraint");
    }

    /** DTLZ2 with three objectives. */
    private static double[] dtlz2(Map<String, @Nullable Object> params) {
        double g = 1;
        for (int i = 2; i < params.size(); i++) {
            g += Math.pow(number(params, "x" + i) - 0.5, 2);
        }
        double a = number(params, "x0") * Math.PI / 2;
        double b = number(params, "x1") * Math.PI / 2;
        return new double[] {g * Math.cos(a) * Math.cos(b), g * Math.cos(a) * Math.sin(b), g * Math.sin(a)};
    }

    /** Random search reaches 0.3 to 0.4 with as many trials. */
    @Test
    void severalObjectivesAreApproached() {
        AskedStudy study = new AskedStudy(
                        Collections.nCopies(3, Direction.MINIMIZE),
                        1,
                        floats(5),
                        sampler(Map.of()),
                        TpeTargetsTest::dtlz2)
                .run(150);

        assertThat(Volumes.of(study.view(), 1.1, 1.1, 1.1)).isGreaterThan(0.5);
        assertThat(study.next().explanation()).startsWith("tpe joint: 15 below, 135 above");
    }

    @Test
    void theDirectionOfEachObjectiveIsRespected() {
        AskedStudy down = new AskedStudy(
                        Collections.nCopies(3, Direction.MINIMIZE),
                        4,
                        floats(5),
                        sampler(Map.of()),
                        TpeTargetsTest::dtlz2)
                .run(60);
        AskedStudy up = new AskedStudy(
                        Collections.nCopies(3, Direction.MAXIMIZE), 4, floats(5), sampler(Map.of()), params -> {
                            double[] values = dtlz2(params);
                            return new double[] {-values[0], -values[1], -values[2]};
                        })
                .run(60);
        assertThat(up.next()).isEqualTo(down.next());
    }
}
