package io.trialog.internal.executor.pbs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of jobs, which carry their tags: {@code higgs_trial_7+trialog+TOKEN}. So a job is found by its name, and people who
 * list jobs see what it is. PBS takes letters, digits and {@code . _ - +}, up to 230 of them.
 */
final class PbsNames {

    private static final int LONGEST = 230;
    private static final int SHORTEST_FOR_PEOPLE = 8;
    private static final Pattern REFUSED = Pattern.compile("[^A-Za-z0-9._-]");
    private static final Pattern TAGGED = Pattern.compile("[A-Za-z0-9._-]*\\+(trialog(?:-[a-z]+)?\\+.*)");

    private PbsNames() {}

    /**
     * Returns the name of a job.
     *
     * @param people a name for people
     * @param tag the job's tag; may be empty
     */
    static String of(String people, String tag) {
        String plain = REFUSED.matcher(people).replaceAll("_");
        if (plain.isEmpty() || !Character.isLetterOrDigit(plain.charAt(0))) {
            plain = "t" + plain;
        }
        String suffix = tag.isEmpty() ? "" : "+" + tag.replace(':', '+');
        int room = Math.max(SHORTEST_FOR_PEOPLE, LONGEST - suffix.length());
        return plain.substring(0, Math.min(room, plain.length())) + suffix;
    }

    /** Returns the tag of a job with this name; empty for a job of somebody else. */
    static String tag(String name) {
        Matcher tagged = TAGGED.matcher(name);
        return tagged.matches() ? tagged.group(1).replace('+', ':') : "";
    }
}
