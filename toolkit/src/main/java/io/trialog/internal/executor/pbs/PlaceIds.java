package io.trialog.internal.executor.pbs;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The ids of the elements of an array: {@code 13[4].server}, where {@code 13[].server} is the array. A job is its own array. */
final class PlaceIds {

    private static final Pattern ELEMENT = Pattern.compile("(\\d+)\\[(\\d+)\\](.*)");

    private PlaceIds() {}

    /** Returns the id of the array. */
    static String array(String id) {
        Matcher element = ELEMENT.matcher(id);
        return element.matches() ? element.group(1) + "[]" + element.group(3) : id;
    }

    /** Returns the number of an element in its array. */
    static String number(String id) {
        Matcher element = ELEMENT.matcher(id);
        return element.matches() ? element.group(2) : "0";
    }
}
