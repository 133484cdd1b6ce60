package io.trialog.cli;

import io.trialog.study.StudyView;

/** Numbers of trials on the command line. */
final class Trials {

    private Trials() {}

    /** The number that a word names. */
    static int number(String word, StudyView view) {
        int number = number(word);
        if (number >= view.trialCount()) {
            throw new UsageException("There is no trial " + number + ": the study '"
                    + view.settings().name() + "' has " + view.trialCount() + " trials, counted from 0.");
        }
        return number;
    }

    static int number(String word) {
        if (!word.matches("[0-9]{1,9}")) {
            throw new UsageException("A trial is named by its number, such as 7, but not by '" + word + "'.");
        }
        return Integer.parseInt(word);
    }
}
