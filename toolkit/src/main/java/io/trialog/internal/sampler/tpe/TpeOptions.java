package io.trialog.internal.sampler.tpe;

/**
 * What can be set of a {@link TpeSampler}.
 *
 * @param startupTrials how many trials must be COMPLETE or PRUNED before the model is used; random draws until then
 * @param candidates how many points are drawn and compared per suggestion
 * @param multivariate whether parameters are drawn together (Optuna 5's default) or one by one (Optuna 4's)
 * @param constantLiar whether trials that are still running count as bad ones, so that parallel trials keep apart
 */
record TpeOptions(int startupTrials, int candidates, boolean multivariate, boolean constantLiar) {

    /** 10 startup trials, 24 candidates, joint, constant liar. */
    static final TpeOptions DEFAULTS = new TpeOptions(10, 24, true, true);
}
