package io.trialog.internal.executor.job;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code pid:starttime} of a job's wrapper.
 *
 * @param pid the process id; 0 if not known
 * @param start see {@link Processes#startTime}; 0 if not known
 */
record NativeId(long pid, long start) {

    private static final Pattern FORM = Pattern.compile("([0-9]{1,18}):([0-9]{1,18})");

    static final NativeId UNKNOWN = new NativeId(0, 0);

    static NativeId parse(String text) {
        Matcher matcher = FORM.matcher(text);
        return matcher.matches()
                ? new NativeId(Long.parseLong(matcher.group(1)), Long.parseLong(matcher.group(2)))
                : UNKNOWN;
    }

    boolean isAlive() {
        return Processes.isAlive(pid, start);
    }

    @Override
    public String toString() {
        return pid + ":" + start;
    }
}
