package io.trialog.internal.executor.slurm;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the job's id in what {@code sbatch --parsable} printed, whatever a site's wrapper prints around it. */
final class JobIds {

    private static final Pattern PARSABLE = Pattern.compile("(\\d+)(;\\S+)?");
    private static final Pattern SENTENCE = Pattern.compile("Submitted batch job (\\d+)");

    private JobIds() {}

    static @Nullable String parse(String output) {
        List<String> lines = output.lines().map(String::strip).toList();
        for (int i = lines.size() - 1; i >= 0; i--) {
            Matcher matcher = PARSABLE.matcher(lines.get(i));
            if (matcher.matches()) {
                return matcher.group(1);
            }
        }
        Matcher sentence = SENTENCE.matcher(output);
        return sentence.find() ? sentence.group(1) : null;
    }
}
