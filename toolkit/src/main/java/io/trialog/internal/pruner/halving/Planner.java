package io.trialog.internal.pruner.halving;

import io.trialog.study.StudyView;

/** Says which trials compete with each other: a pure function of a view. */
@FunctionalInterface
interface Planner {

    /** The first rung is at this part of the horizon if the user names no step. */
    int FIRST_PART = 10;

    /** Returns what holds at a position of a study. */
    Plan plan(StudyView view);

    /** The step of the first rung in a horizon. */
    static long firstRung(long horizon) {
        return Math.max(1, horizon / FIRST_PART);
    }
}
