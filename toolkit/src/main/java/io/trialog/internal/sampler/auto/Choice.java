package io.trialog.internal.sampler.auto;

/**
 * Which sampler proposes a trial, and why. Rule 1 of {@code auto}; the evidence stands in {@code docs/choosing-a-sampler.md}.
 *
 * @param chosen the sampler
 * @param reason why, in words that follow its name
 */
record Choice(Chosen chosen, String reason) {

    /** So many trials are proposed by Gaussian processes first. */
    private static final int GP_TRIALS = 100;

    /** From so many trials on, a numeric space is searched by CMA-ES: TPE no longer improves. */
    private static final int TPE_TRIALS = 200;

    /** A numeric space with so many parameters is searched by CMA-ES from the start. */
    private static final int WIDE = 20;

    /** Beyond so many trials that run, Gaussian processes do not keep them apart well enough. */
    private static final int MANY_RUNNING = 16;

    /**
     * Chooses by the space, the counts and the number of trials that run, and by nothing else.
     *
     * @param running how many other trials run
     */
    static Choice of(KnownSpace space, int running) {
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
        boolean isNumeric = space.categorical() == 0;
        String parameters = space.text();
        if (isNumeric && space.numeric() >= WIDE) {
            return new Choice(Chosen.CMAES, parameters + ", " + trials);
        } else if (running > MANY_RUNNING) {
            return new Choice(
                    isNumeric ? Chosen.CMAES : Chosen.TPE, parameters + ", " + trials + ", " + running + " running");
        } else if (space.finished() < GP_TRIALS) {
            return new Choice(Chosen.GP, parameters + ", " + trials);
        }
        return new Choice(
                isNumeric && space.finished() >= TPE_TRIALS ? Chosen.CMAES : Chosen.TPE, parameters + ", " + trials);
    }

    /** The choice as a person reads it: {@code gp: 5 numeric parameters, 41 trials}. */
    @Override
    public String toString() {
        return chosen.type() + ": " + reason;
    }
}
