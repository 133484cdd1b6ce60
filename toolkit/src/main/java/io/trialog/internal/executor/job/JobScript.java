package io.trialog.internal.executor.job;

import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.format.ShellWords;
import io.trialog.spi.JobSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The wrapper under which every job runs, as a POSIX shell script made from the resource {@code job.sh}.
 *
 * <p>The wrapper lets one copy in (an atomic {@code mkdir}), starts the program as the leader of its own session,
 * keeps the time limit, turns TERM into TERM and later KILL for all processes of the job, ends what the program left
 * behind, and publishes {@code exit.json} last. It needs no controller for any of it. Works with dash, bash and
 * busybox; strays that left the program's process group are found on Linux only.
 *
 * <p>Every value of the job stands in the script as a {@linkplain ShellWords#quote quoted word}. Only what a scheduler
 * itself supplies ({@code directives}, {@code setup}, the two expressions) is shell text.
 */
public final class JobScript {

    /** The variable that names the directory of {@code trialog.py}, which the wrapper puts on {@code PYTHONPATH}. */
    public static final String CLIENTS = "TRIALOG_CLIENTS";

    private static final String TEMPLATE = load(JobScript.class, JobFiles.SCRIPT);
    private static final Pattern VARIABLE = Pattern.compile("@\\{([a-z]+)\\}");
    private static final Set<String> OWN = Pattern.compile("(?m)^ *([a-z_]+)=")
            .matcher(TEMPLATE)
            .results()
            .map(match -> match.group(1))
            .collect(Collectors.toSet());
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._-]{1,200}");

    /**
     * How a scheduler differs from a plain process.
     *
     * @param directives lines right after {@code #!/bin/sh}, such as {@code #SBATCH --time=5}
     * @param setup shell text that is run before the program, in the wrapper's own shell; may be empty
     * @param job a shell word that tells the scheduler's job from any other: two jobs never share a directory
     * @param restart a shell word with the restart count, 0 for the first run
     * @param ownSession whether the wrapper makes itself the leader of a session; false where the scheduler tracks it
     * @param teardown shell text that is run once the program and all that it left here are over; may be empty
     * @param node a shell word with the node's name at the scheduler; empty where the host's own name is the one to tell
     * @param attach shell text that the program's own session runs first, as process {@code $$}; may be empty
     */
    public record Dialect(
            String directives,
            String setup,
            String job,
            String restart,
            boolean ownSession,
            String teardown,
            String node,
            String attach) {

        /** A scheduler whose programs leave nothing elsewhere and whose nodes bear the names of their hosts. */
        public Dialect(String directives, String setup, String job, String restart, boolean ownSession) {
            this(directives, setup, job, restart, ownSession, "", "''", "");
        }
    }

    private JobScript() {}

    /**
     * The script for a job.
     *
     * @throws IllegalArgumentException if the job can't be written as one, with the reason
     */
    public static String render(JobSpec spec, Dialect dialect) {
        check(spec);
        Map<String, String> values = Map.ofEntries(
                Map.entry("directives", dialect.directives()),
                Map.entry("setup", dialect.setup()),
                Map.entry("teardown", dialect.teardown()),
                Map.entry("job", dialect.job()),
                Map.entry("restart", dialect.restart()),
                Map.entry("node", dialect.node()),
                Map.entry("attach", dialect.attach()),
                Map.entry("session", dialect.ownSession() ? "yes" : "no"),
                Map.entry("token", ShellWords.quote(spec.token())),
                Map.entry("directory", ShellWords.quote(spec.directory().toString())),
                Map.entry("workdir", ShellWords.quote(spec.workdir().toString())),
                Map.entry("limit", ShellWords.quote(seconds(spec.timeLimit()))),
                Map.entry("grace", ShellWords.quote(seconds(spec.grace()))),
                Map.entry("command", ShellWords.quoteAll(spec.command())),
                Map.entry("clients", ShellWords.quote(spec.environment().getOrDefault(CLIENTS, ""))),
                Map.entry("environment", ShellWords.quoteAll(assignments(spec.environment()))));
        return fill(TEMPLATE, values);
    }

    /**
     * Another script: a resource with variables {@code @{name}}.
     *
     * @param values shell text by name
     */
    public static String fill(Class<?> beside, String resource, Map<String, String> values) {
        return fill(load(beside, resource), values);
    }

    private static String fill(String template, Map<String, String> values) {
        return VARIABLE.matcher(template)
                .replaceAll(match -> Matcher.quoteReplacement(Objects.requireNonNull(values.get(match.group(1)))));
    }

    /**
     * Returns whether the wrapper has a variable of this name for itself, so that the program would find another value than the user set.
     *
     * @param variable the name of a variable of the environment
     */
    public static boolean uses(String variable) {
        return OWN.contains(variable);
    }

    /** Writes a rendered script into the job's directory, whole or not at all; nobody else may read it. */
    public static Path write(Path directory, String script) throws IOException {
        return AtomicFile.writePrivate(directory.resolve(JobFiles.SCRIPT), script);
    }

    private static void check(JobSpec spec) {
        if (!TOKEN.matcher(spec.token()).matches()) {
            throw new IllegalArgumentException(
                    "A token must be 1 to 200 letters, digits and . _ -, but it is \"" + spec.token() + "\".");
        }
        if (spec.command().isEmpty() || spec.command().get(0).isEmpty()) {
            throw new IllegalArgumentException("The command of job " + spec.name() + " must name a program.");
        }
        if (!spec.directory().isAbsolute() || !spec.workdir().isAbsolute()) {
            throw new IllegalArgumentException("The directory (" + spec.directory() + ") and the working directory ("
                    + spec.workdir() + ") of a job must be absolute.");
        }
        if (spec.timeLimit() != null
                && (spec.timeLimit().isNegative() || spec.timeLimit().isZero())) {
            throw new IllegalArgumentException("The time limit (" + spec.timeLimit() + ") must be above 0.");
        }
        if (spec.grace().isNegative()) {
            throw new IllegalArgumentException("The grace period (" + spec.grace() + ") must not be negative.");
        }
    }

    private static List<String> assignments(Map<String, String> environment) {
        List<String> words = new ArrayList<>();
        new TreeMap<>(environment).forEach((name, value) -> {
            if (name.isEmpty() || name.indexOf('=') >= 0 || name.charAt(0) == '-') {
                throw new IllegalArgumentException("The name of an environment variable must not be empty, hold = or"
                        + " begin with -, but it is \"" + name + "\".");
            }
            words.add(name + "=" + value);
        });
        return words;
    }

    /** Decimal seconds, to the millisecond, rounded up; empty for no limit. */
    private static String seconds(@Nullable Duration duration) {
        if (duration == null) {
            return "";
        }
        long millis = duration.plusNanos(999_999).toMillis();
        BigDecimal seconds = BigDecimal.valueOf(millis, 3).stripTrailingZeros();
        return seconds.toPlainString();
    }

    private static String load(Class<?> beside, String resource) {
        try (InputStream in = beside.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + resource + " is missing from the jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
