package io.trialog.internal.sampler.auto;

/**
 * Which sampler proposes a trial of one objective, and why. Rules 1 and 2 of {@code auto}; the evidence stands in {@code docs/choosing-a-sampler.md}.
 *
 * @param chosen the sampler
 * @param reason why, in words that follow its name
 */
record Choice(Chosen chosen, String reason) {

    /** So many trials are proposed by Gaussian processes first. */
    private static final int GP_TRIALS = 250;

    /** The same in a space without a continuous parameter, where TPE tries what is left around the best. */
    private static final int GP_TRIALS_ON_GRIDS = 100;

    /** Of the trials of Gaussian processes TPE proposes every fourth: they may misjudge an objective that is not smooth. */
    private static final int TURN = 4;

    /** A continuous numeric space with so many parameters is searched by CMA-ES from the start: no model of it was measured. */
    private static final int WIDE = 50;

    /** Beyond so many trials that run, Gaussian processes do not keep them apart well enough. */
    private static final int MANY_RUNNING = 16;

    /**
     * Chooses by the space, the counts and the number of trials that run, and by nothing else.
     *
     * @param trial the number of the trial
     * @param running how many other trials run
     * @param avoidsLimits whether CMA-ES is left out where trials have constraints, which it does not model: by rule 2
     */
    static Choice of(KnownSpace space, int trial, int running, boolean avoidsLimits) {
        String trials = space.finished() + (space.finished() == 1 ? " trial" : " trials");
        if (!space.isKnown()) {
            return new Choice(Chosen.TPE, "the space is not known yet");
        } else if (space.isConditional()) {
            return new Choice(Chosen.TPE, "some parameters are not in every trial");
        } else if (2 * space.pruned() > space.finished()) {
            return new Choice(Chosen.TPE, space.pruned() + " of " + trials + " were pruned");
        } else if (space.numeric() == 0) {
            return new Choice(Chosen.TPE, "no numeric parameter");
        }
        String counts = space.text() + ", " + trials;
        boolean isFree = !avoidsLimits || !space.isConstrained();
        Chosen others = space.categorical() == 0 && space.continuous() > 0 && isFree ? Chosen.CMAES : Chosen.TPE;
        if (others == Chosen.CMAES && space.numeric() >= WIDE) {
            return new Choice(others, counts);
        } else if (running > MANY_RUNNING) {
            return new Choice(others, counts + ", " + running + " running");
        } else if (space.finished() >= (space.continuous() > 0 ? GP_TRIALS : GP_TRIALS_ON_GRIDS)) {
            return new Choice(others, counts);
        }
        return trial % TURN == TURN - 1
                ? new Choice(Chosen.TPE, counts + ", in turn with gp")
                : new Choice(Chosen.GP, counts);
    }

    /** The choice as a person reads it: {@code gp: 5 numeric parameters, 41 trials}. */
    @Override
    public String toString() {
        return chosen.type() + ": " + reason;
    }
}
