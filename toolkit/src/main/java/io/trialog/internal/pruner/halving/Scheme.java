package io.trialog.internal.pruner.halving;

/** Which trials compete with each other, and on which rungs. Equal schemes decide alike. */
interface Scheme {

    /** The bracket of a trial, from 0. */
    int bracketOf(int trial);

    /** The rungs of a bracket. */
    Ladder ladder(int bracket);

    /** How a rung of a bracket is called in a rule, such as {@code rung 2} or {@code bracket 1, rung 2}. */
    String words(int bracket, int rung);

    /** All trials on one ladder. */
    record Single(Ladder only) implements Scheme {

        @Override
        public int bracketOf(int trial) {
            return 0;
        }

        @Override
        public Ladder ladder(int bracket) {
            return only;
        }

        @Override
        public String words(int bracket, int rung) {
            return "rung " + rung;
        }
    }
}
