package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.internal.control.Amendments;
import io.trialog.internal.control.Ending;
import io.trialog.internal.run.TrialLease;
import io.trialog.study.StudyView;
import io.trialog.trial.FailCause;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Trials of an open study that nobody's loop runs: asked for, told and queued one by one. Safe for use by several threads. */
public final class ManualTrials {

    private final StudyEngine study;

    ManualTrials(StudyEngine study) {
        this.study = study;
    }

    /**
     * Starts a trial that the caller evaluates.
     *
     * @throws TrialogException if the sampler has nothing left to propose
     */
    public TrialSession ask() {
        TrialRecord record = study.writer().ask("manual");
        if (record == null) {
            throw new TrialogException("The sampler has nothing left to propose: no point of the grid is left to try.");
        }
        study.writer().commit();
        return new TrialSession(study.writer(), record, TrialLease.ofManualTrial(record.number()), study::tell);
    }

    /**
     * Starts a trial that the caller evaluates outside this JVM, where nothing can be suggested: it has all its parameters.
     *
     * @throws TrialogException if the parameters are not declared and the log does not tell them, or there is nothing left to
     *     propose
     */
    public TrialSession askWhole() {
        CommandSpace.declare(study);
        return ask();
    }

    /**
     * Ends a trial with its values, one per direction.
     *
     * @throws IllegalArgumentException if there is no such trial, or there are more or fewer values
     */
    public TrialRecord tell(int number, double... values) {
        int wanted = study.settings().directions().size();
        if (values.length != wanted) {
            throw new IllegalArgumentException(
                    "Trial " + number + " must be told " + wanted + (wanted == 1 ? " value" : " values")
                            + ", one per direction, but was told " + values.length + ".");
        }
        List<Double> list = Arrays.stream(values).boxed().toList();
        return study.writer().tell(number, Ending.complete(list, wanted, Map.of()));
    }

    /**
     * Ends a trial without a value.
     *
     * @throws IllegalArgumentException if there is no such trial, or the state is neither PRUNED nor FAIL
     */
    public TrialRecord tell(int number, TrialState state) {
        Ending ending = switch (state) {
            case PRUNED -> Ending.pruned(study.writer().trial(number), Map.of());
            case FAIL -> Ending.fail(FailCause.PROGRAM, "told by the user");
            default ->
                throw new IllegalArgumentException(
                        "A trial without a value must end in PRUNED or FAIL, but not in " + state + ".");
        };
        return study.writer().tell(number, ending);
    }

    /**
     * Puts a trial with values for some or all parameters at the end of the queue.
     *
     * @return its number
     * @throws IllegalArgumentException if a name is not declared, or a value is out of its bounds
     */
    public int enqueue(Map<String, ?> params) {
        Map<String, @Nullable Object> plain = new LinkedHashMap<>(params);
        plain.replaceAll((name, value) -> value instanceof Enum<?> constant ? constant.name() : value);
        return enqueue(plain, false).trial();
    }

    /**
     * Puts a trial into the queue.
     *
     * @param onlyNew whether nothing is done if a trial with exactly these values is there
     * @throws IllegalArgumentException if a name is not declared, or a value is out of its bounds
     */
    public Amendments.Enqueuing enqueue(Map<String, @Nullable Object> params, boolean onlyNew) {
        return study.writer().amendments().enqueue(params, Map.of(), onlyNew);
    }

    /**
     * Lets failed trials run again.
     *
     * @param numbers which; if empty, all that failed and are not void
     * @return the trials that run again
     * @throws IllegalArgumentException if there is no such trial
     * @throws TrialogException if one did not fail, or is void; nothing is retried then
     */
    public List<Integer> retry(List<Integer> numbers) {
        StudyView view = study.view();
        List<Integer> chosen = numbers.isEmpty()
                ? view.trials().stream()
                        .filter(trial -> trial.state() == TrialState.FAIL && !view.isVoided(trial.number()))
                        .map(TrialRecord::number)
                        .toList()
                : numbers.stream().distinct().toList();
        study.writer().amendments().retry(chosen, "retried by the user");
        return chosen;
    }
}
