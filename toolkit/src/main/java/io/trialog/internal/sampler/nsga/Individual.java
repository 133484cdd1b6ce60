package io.trialog.internal.sampler.nsga;

import io.trialog.trial.TrialRecord;

/**
 * A trial among others.
 *
 * @param trial the trial
 * @param losses its objectives, the smaller the better; not to be modified
 * @param rank by how many fronts it is dominated
 * @param crowding how far its neighbors on its front lie; 0 where that does not count
 */
record Individual(TrialRecord trial, double[] losses, int rank, double crowding) {

    boolean isSame(Individual other) {
        return trial.number() == other.trial.number();
    }

    /** Whether it wins against another one. */
    boolean beats(Individual other) {
        return rank == other.rank ? crowding > other.crowding : rank < other.rank;
    }
}
