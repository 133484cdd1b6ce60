package io.trialog.client;

/**
 * An objective that is run in a JVM of its own per trial, on this machine or on a cluster: a public class with a public
 * constructor without parameters, which the study file names.
 *
 * <pre>{@code
 * objective: {class: com.acme.Train, classpath: [target/train.jar, lib/*]}
 * }</pre>
 */
@FunctionalInterface
public interface TrialObjective {

    /**
     * Evaluates one trial.
     *
     * @param trial its parameters, and where it reports; {@link TrialClient#log} throws {@link PrunedException} when the study
     *     stops it, which is best let through
     * @return the value of the (first) metric; further values may be given to {@link TrialClient#finish} instead, and then this
     *     one is not reported
     * @throws Exception makes the trial FAIL
     */
    double evaluate(TrialClient trial) throws Exception;
}
