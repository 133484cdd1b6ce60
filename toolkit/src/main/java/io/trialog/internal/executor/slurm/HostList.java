package io.trialog.internal.executor.slurm;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Hosts as Slurm writes several of them: {@code n[1-3,07],login1}. */
public final class HostList {

    private static final Pattern OUTSIDE_BRACKETS = Pattern.compile(",(?![^\\[]*\\])");
    private static final Pattern BRACKETS = Pattern.compile("([^\\[]*)\\[([^\\]]*)\\](.*)");
    private static final Pattern RANGE = Pattern.compile("(\\d{1,9})-(\\d{1,9})");

    private HostList() {}

    /** The names, in the order of the list. */
    public static List<String> expand(String list) {
        List<String> hosts = new ArrayList<>();
        for (String part : OUTSIDE_BRACKETS.split(list.strip(), -1)) {
            if (!part.isBlank()) {
                hosts.addAll(each(part.strip()));
            }
        }
        return hosts;
    }

    private static List<String> each(String part) {
        Matcher matcher = BRACKETS.matcher(part);
        if (!matcher.matches()) {
            return List.of(part);
        }
        List<String> hosts = new ArrayList<>();
        for (String number : numbers(matcher.group(2))) {
            for (String rest : each(matcher.group(3))) {
                hosts.add(matcher.group(1) + number + rest);
            }
        }
        return hosts;
    }

    /** {@code 8-10,07} is 8, 9, 10, 07; leading zeros belong to the names. */
    private static List<String> numbers(String ranges) {
        List<String> numbers = new ArrayList<>();
        for (String range : ranges.split(",", -1)) {
            Matcher matcher = RANGE.matcher(range);
            if (!matcher.matches()) {
                numbers.add(range);
                continue;
            }
            String format = "%0" + matcher.group(1).length() + "d";
            for (int i = Integer.parseInt(matcher.group(1)); i <= Integer.parseInt(matcher.group(2)); i++) {
                numbers.add(String.format(Locale.ROOT, format, i));
            }
        }
        return numbers;
    }
}
