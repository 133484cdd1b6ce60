package io.trialog.testing;

import io.trialog.client.TrialClient;
import io.trialog.client.TrialObjective;

/** An objective that a study file names: x squared. */
public final class Parabola implements TrialObjective {

    @Override
    public double evaluate(TrialClient trial) {
        double x = trial.params().get("x") instanceof Number number ? number.doubleValue() : Double.NaN;
        if (x == 13) {
            throw new IllegalStateException("unlucky");
        }
        trial.log(x * x + 1, 0);
        return x * x;
    }
}
