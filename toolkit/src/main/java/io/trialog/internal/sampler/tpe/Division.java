package io.trialog.internal.sampler.tpe;

import io.trialog.trial.TrialRecord;

/**
 * Trials that are divided by whether they meet one constraint, or by whether they succeeded.
 *
 * @param name what they are divided by
 * @param trials the trials, by number; not to be modified
 * @param met whether each meets it; not to be modified
 * @param share the share of those that meet it
 */
record Division(String name, TrialRecord[] trials, boolean[] met, double share) {

    static Division of(String name, TrialRecord[] trials, boolean[] met) {
        int count = 0;
        for (boolean is : met) {
            count += is ? 1 : 0;
        }
        return new Division(name, trials, met, (double) count / met.length);
    }
}
