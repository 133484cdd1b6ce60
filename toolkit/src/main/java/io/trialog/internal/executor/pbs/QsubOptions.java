package io.trialog.internal.executor.pbs;

import io.trialog.internal.executor.cluster.Submission;
import io.trialog.internal.executor.cluster.SubmitCommand;
import io.trialog.internal.format.ShellWords;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a job asks the cluster for, from the executor section of a study file to the options of {@code qsub}(1B). They are handed
 * over as arguments, which no shell sees. The script repeats those that can stand in it, for people.
 */
final class QsubOptions {

    private static final int LOWEST_PRIORITY = -1024;
    private static final int HIGHEST_PRIORITY = 1023;
    private static final Pattern DIRECTIVE = Pattern.compile("-[A-Za-z]( ?[^\\p{Cntrl}]+)?");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./^\\[\\]-]+");

    /** {@code qsub} itself changes these on the way to the job, or ends a value at them. */
    private static final Pattern MANGLED = Pattern.compile("[\"'\\\\\\p{Cntrl}]");

    /** Options that Trialog itself relies on. */
    private static final Set<String> RESERVED = Set.of(
            "-N", "-o", "-e", "-j", "-k", "-v", "-V", "-J", "-f", "-I", "-X", "-z", "-C", "-h", "-R", "-S", "-G");

    private static final Map<String, String> MAIL_TYPES =
            Map.of("BEGIN", "b", "END", "e", "FAIL", "a", "ALL", "abe", "NONE", "n", "REQUEUE", "", "TIME_LIMIT", "a");

    private final List<String> words = new ArrayList<>(List.of("qsub", "-f"));

    private QsubOptions() {}

    /**
     * Returns the command of a job.
     *
     * @throws IllegalArgumentException if a value can't be one, with its name and the rule
     */
    static SubmitCommand of(Submission submission) {
        return new QsubOptions().all(submission, 1);
    }

    /** Returns the command of an array; PBS has none of a single element, which is a job like any other. */
    static SubmitCommand ofArray(Submission submission, int elements) {
        return new QsubOptions().all(submission, elements);
    }

    private SubmitCommand all(Submission submission, int elements) {
        add("-N", PbsNames.of(submission.name(), submission.tag()));
        add("-o", log(submission, elements > 1));
        add("-j", "oe");
        add("-k", "oed");
        add("-v", PbsEnvironment.VARIABLE + "=" + environment(submission));
        resources(submission.resources());
        if (!submission.after().isEmpty()) {
            add("-W", "depend=afterany:" + String.join(":", submission.after()));
        }
        if (elements > 1) {
            add("-J", "0-" + (elements - 1));
        }
        return new SubmitCommand(words, lines());
    }

    /**
     * PBS knows no name of a job in the name of a log, so that scripts whose log has one redirect their output themselves; what
     * stands here takes what PBS says.
     */
    private static String log(Submission submission, boolean isArray) {
        String name = submission
                .log()
                .replace(Submission.JOB, "pbs")
                .replace(Submission.TASK, isArray ? "^array_index^" : "0");
        return plain(submission.directory().toString()) + "/" + name;
    }

    private static String environment(Submission submission) {
        return plain(submission.directory().toString()).replace(",", "\\,") + "/" + PbsEnvironment.FILE;
    }

    private static String plain(String directory) {
        if (MANGLED.matcher(directory).find()) {
            throw new IllegalArgumentException("The directory " + directory
                    + " must not hold a quote, a backslash or a control character: qsub can't hand it on.\nMaybe move the"
                    + " study.");
        }
        return directory;
    }

    /** Every user can read the variables of a job, so that secrets are none of what a job is given. */
    private static void refuseSecretsOfTheEnvironment(Map<String, @Nullable Object> resources) {
        if (!(resources.get("env") instanceof Map<?, ?> variables)) {
            return;
        }
        variables.forEach((name, value) -> {
            if (value instanceof Map<?, ?> reference && reference.get("env") != null) {
                throw new IllegalArgumentException("executor.env can't take " + name + " from the environment variable "
                        + reference.get("env") + " on PBS: a job gets no secret from where it was submitted, since"
                        + " everybody can read its variables.\nMaybe write it into a file of mode 600, and " + name
                        + ": {file: ~/.secrets/" + name + "}.");
            }
        });
    }

    private void resources(Map<String, @Nullable Object> resources) {
        refuseSecretsOfTheEnvironment(resources);
        text(resources, "partition", "-q");
        text(resources, "account", "-A");
        text(resources, "project", "-P");
        add("-l", "select=" + SelectStatement.select(resources));
        String place = SelectStatement.place(resources);
        if (!place.isEmpty()) {
            add("-l", "place=" + place);
        }
        if (resources.get("time") instanceof Number seconds) {
            add("-l", "walltime=" + walltime(seconds));
        }
        priority(resources.get("priority"));
        mail(resources);
        add("-r", Boolean.FALSE.equals(resources.get("requeue")) ? "n" : "y");
        if (resources.get("dependency") != null) {
            add("-W", "depend=" + resources.get("dependency"));
        }
        if (resources.get("directives") instanceof List<?> list) {
            list.forEach(directive -> directive(String.valueOf(directive)));
        }
    }

    private void text(Map<String, @Nullable Object> resources, String key, String option) {
        if (resources.get(key) != null) {
            add(option, String.valueOf(resources.get(key)));
        }
    }

    /** Whole seconds, rounded up. PBS knows hours, minutes and seconds, but no days. */
    static String walltime(Number seconds) {
        long whole = (long) Math.ceil(seconds.doubleValue());
        return String.format(Locale.ROOT, "%02d:%02d:%02d", whole / 3600, whole / 60 % 60, whole % 60);
    }

    private void priority(@Nullable Object value) {
        if (value == null) {
            return;
        }
        String text = value.toString().strip();
        if (!text.matches("[+-]?\\d{1,4}")
                || Integer.parseInt(text) < LOWEST_PRIORITY
                || Integer.parseInt(text) > HIGHEST_PRIORITY) {
            throw new IllegalArgumentException("executor.priority must be an integer from " + LOWEST_PRIORITY + " to "
                    + HIGHEST_PRIORITY + " on PBS, but is \"" + text + "\".");
        }
        add("-p", text);
    }

    private void mail(Map<String, @Nullable Object> resources) {
        text(resources, "mail_user", "-M");
        if (resources.get("mail_type") instanceof List<?> types) {
            StringBuilder letters = new StringBuilder();
            types.forEach(type -> letters.append(mailType(String.valueOf(type))));
            if (letters.length() > 0) {
                add("-m", letters.toString());
            }
        }
    }

    private static String mailType(String type) {
        String letters = MAIL_TYPES.get(type.toUpperCase(Locale.ROOT));
        if (letters == null && !type.matches("[abejn]+")) {
            throw new IllegalArgumentException("executor.mail_type must be of BEGIN, END, FAIL, ALL and NONE, or qsub's"
                    + " letters a, b, e, n, but is \"" + type + "\".");
        }
        return letters == null ? type : letters;
    }

    private void directive(String directive) {
        String option = directive.length() < 2 ? directive : directive.substring(0, 2);
        if (!DIRECTIVE.matcher(directive).matches()) {
            throw new IllegalArgumentException(
                    "A directive must be one option of qsub, such as \"-l software=matlab\", but is \"" + directive
                            + "\".");
        }
        String value = directive.substring(2).strip();
        boolean isDepend = option.equals("-W") && value.startsWith("depend");
        if (RESERVED.contains(option) || isDepend) {
            throw new IllegalArgumentException(
                    "The directive \"" + directive + "\" must not set " + option + ", which Trialog sets itself.");
        }
        words.add(option);
        if (!value.isEmpty()) {
            words.add(value);
        }
    }

    private void add(String option, String value) {
        if (value.chars().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException(
                    "The value of qsub's " + option + " must be one line, but is \"" + value + "\".");
        }
        words.add(option);
        words.add(value);
    }

    /** The options as lines of a script; the first two words are the command itself. */
    private String lines() {
        List<String> lines = new ArrayList<>();
        for (int i = 2; i < words.size(); i += 2) {
            boolean hasValue = i + 1 < words.size() && !isFlag(words.get(i), words.get(i + 1));
            String value = hasValue ? words.get(i + 1) : "";
            lines.add(line(words.get(i), value));
            if (!hasValue) {
                i--;
            }
        }
        return String.join("\n", lines);
    }

    /** A directive without a value is followed by the next option. */
    private static boolean isFlag(String option, String next) {
        return !option.equals("-p") && next.matches("-[A-Za-z]");
    }

    private static String line(String option, String value) {
        if (value.isEmpty()) {
            return "#PBS " + option;
        }
        return PLAIN.matcher(value).matches()
                ? "#PBS " + option + " " + value
                : "# qsub also got " + option + " " + ShellWords.quote(value).replaceAll("\\p{Cntrl}", "?");
    }
}
