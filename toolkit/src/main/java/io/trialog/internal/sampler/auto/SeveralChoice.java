package io.trialog.internal.sampler.auto;

/** Chooses a sampler for a trial of several objectives. Rule 2 of {@code auto}; the evidence stands in {@code docs/choosing-a-sampler.md}. */
final class SeveralChoice {

    /** So many trials are proposed by Gaussian processes first. */
    private static final int GP_TRIALS = 150;

    /** Gaussian processes handle so many objectives. */
    private static final int GP_OBJECTIVES = 3;

    /** From so many trials on, a genetic algorithm follows TPE. */
    private static final int TPE_TRIALS = 1000;

    /** Of the trials of Gaussian processes TPE proposes every fourth. */
    private static final int TURN = 4;

    private static final int WIDE = 50;
    private static final int MANY_RUNNING = 16;

    private SeveralChoice() {}

    /**
     * Chooses by the space, the counts and the number of trials that run, and by nothing else.
     *
     * @param trial the number of the trial
     * @param running how many other trials run
     */
    static Choice of(KnownSpace space, int objectives, int trial, int running) {
        String metrics = objectives + " metrics, ";
        String trials = space.finished() + (space.finished() == 1 ? " trial" : " trials");
        if (!space.isKnown()) {
            return new Choice(Chosen.TPE, metrics + "the space is not known yet");
        } else if (space.finished() >= TPE_TRIALS) {
            return new Choice(objectives <= GP_OBJECTIVES ? Chosen.NSGA2 : Chosen.NSGA3, metrics + trials);
        } else if (space.isConditional()) {
            return new Choice(Chosen.TPE, metrics + "some parameters are not in every trial");
        }
        String counts = metrics + space.text() + ", " + trials;
        boolean isForGp = objectives <= GP_OBJECTIVES
                && space.numeric() > 0
                && space.numeric() + space.categorical() < WIDE
                && running <= MANY_RUNNING
                && space.finished() < GP_TRIALS;
        if (!isForGp) {
            return new Choice(Chosen.TPE, running > MANY_RUNNING ? counts + ", " + running + " running" : counts);
        }
        return trial % TURN == TURN - 1
                ? new Choice(Chosen.TPE, counts + ", in turn with gp")
                : new Choice(Chosen.GP, counts);
    }
}
