package io.trialog.internal.projection.mlflow;

import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Makes names of parameters and metrics into keys that MLflow takes: letters, digits, {@code _ - . : /} and blanks, at most 250
 * characters, and no path that leads elsewhere. Equal names always become equal keys, and different ones different keys.
 */
final class MlflowKeys {

    private static final int LONGEST = 250;
    private static final int LONGEST_STEM = 200;
    private static final Pattern REFUSED = Pattern.compile("[^\\p{L}\\p{N}_\\-. :/]");
    private static final Pattern PATH = Pattern.compile("/.*|.*/|.*//.*|(.*/)?\\.{1,2}(/.*)?");

    private MlflowKeys() {}

    /** Returns the key of a name. */
    static String of(String name) {
        boolean fits = !name.isBlank()
                && name.equals(name.strip())
                && name.length() <= LONGEST
                && !REFUSED.matcher(name).find()
                && !PATH.matcher(name).matches();
        if (fits) {
            return name;
        }
        String stem =
                REFUSED.matcher(name).replaceAll("_").replaceAll("[/.]", "_").strip();
        String cut = stem.length() > LONGEST_STEM ? stem.substring(0, LONGEST_STEM) : stem;
        return cut + "_" + HexFormat.of().toHexDigits(name.hashCode());
    }

    /** Returns the names that became other keys, by these keys. */
    static Map<String, String> mapped(Iterable<String> names) {
        Map<String, String> mapped = new TreeMap<>();
        for (String name : names) {
            String key = of(name);
            if (!key.equals(name)) {
                mapped.put(key, name);
            }
        }
        return mapped;
    }
}
