package io.trialog.internal.executor.slurm.controller;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.slurm.JobIds;
import io.trialog.internal.executor.slurm.SbatchOptions;
import io.trialog.internal.executor.slurm.SlurmExecutor;
import io.trialog.internal.executor.slurm.SlurmState;
import io.trialog.internal.executor.slurm.SubmissionErrors;
import io.trialog.internal.executor.slurm.array.PlaceArrays;
import io.trialog.internal.executor.slurm.array.PlaceDirectory;
import io.trialog.internal.platform.Ids;
import io.trialog.spi.ControllerJob;
import io.trialog.spi.ControllerJobs;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Controllers as Slurm jobs, known by their comment {@code trialog-controller:STUDY-ID:TOKEN}. They are never requeued: a
 * successor waits for the end of each, so that a controller that lost its node is followed by another job and not by
 * itself. Safe for use by several threads.
 */
public final class SlurmControllerJobs implements ControllerJobs {

    /** How a job of this kind begins in the queue. */
    private static final String COMMENT = "trialog-controller:";

    private static final String FORMAT = "%i|%T|%e|%E|%B|%k|%r";
    private static final int FIELDS = 7;
    private static final String PLACES = "%i|%k|%Z";
    private static final int PLACE_FIELDS = 3;
    private static final int SHORT_ID = 8;
    private static final Pattern CLUSTER = Pattern.compile("(?m)^ClusterName\\s*=\\s*(\\S+)");

    private final CommandRunner commands;
    private final CommandRunner queries;
    private final Duration patience;
    private final Duration lookUpPeriod;

    /**
     * @param environment the environment of this process: {@code PATH}, {@code SLURM_CONF}
     * @param pace how long to wait for answers
     */
    public SlurmControllerJobs(Map<String, String> environment, SlurmExecutor.Pace pace) {
        Map<String, String> universal = new LinkedHashMap<>(environment);
        universal.put("TZ", "UTC"); // squeue prints times without their zone
        this.commands = new CommandRunner(environment);
        this.queries = new CommandRunner(universal);
        this.patience = pace.patience();
        this.lookUpPeriod = pace.lookUpPeriod();
    }

    @Override
    public String submit(Order order) throws SubmissionException {
        String comment = COMMENT + order.owner() + ":" + Ids.next();
        List<String> command = new ArrayList<>(List.of("sbatch", "--parsable"));
        try {
            command.addAll(SbatchOptions.forController(order.directory(), name(order), comment, resources(order))
                    .arguments());
            CommandRunner.Answer answer = commands.run(command, order.script(), patience);
            String id = JobIds.parse(answer.output());
            return answer.isOk() && id != null ? id : unclear(comment, answer);
        } catch (IllegalArgumentException e) {
            throw new SubmissionException(Kind.PERMANENT, "The controller can't be submitted: " + e.getMessage());
        } catch (IOException e) {
            throw new SubmissionException(
                    Kind.PERMANENT,
                    "The controller can't be submitted: " + e.getMessage()
                            + "\nMaybe this machine is no login node of a Slurm cluster.");
        }
    }

    /** Names of studies may be shared by several of one user, so that the id comes first. */
    private static String name(Order order) {
        String id = order.owner();
        return "trialog-" + id.substring(0, Math.min(SHORT_ID, id.length())) + "-" + order.name();
    }

    private static Map<String, @Nullable Object> resources(Order order) {
        Map<String, @Nullable Object> resources = new LinkedHashMap<>(order.resources());
        Object cpus = resources.remove("cpus");
        resources.put("cpus_per_task", cpus);
        resources.put("nodes", 1);
        resources.put("ntasks", 1);
        resources.put("requeue", false);
        if (!order.after().isEmpty()) {
            resources.put("dependency", "afterany:" + order.after());
        }
        return resources;
    }

    private String unclear(String comment, CommandRunner.Answer answer) throws SubmissionException {
        Kind kind = answer.isOk() || answer.isTimeout() ? Kind.AMBIGUOUS : SubmissionErrors.classify(answer.errors());
        if (kind == Kind.AMBIGUOUS) {
            String found = lookUp(comment);
            if (!found.isEmpty()) {
                return found;
            }
        }
        String first = SubmissionErrors.firstLine(answer.errors());
        throw new SubmissionException(
                kind,
                "The controller was not submitted: "
                        + (answer.isTimeout()
                                ? "sbatch did not answer"
                                : first.isEmpty() ? answer.complaint() : first));
    }

    /** A job whose answer was lost turns up within this period, if it exists. */
    private String lookUp(String comment) {
        long deadline = System.nanoTime() + lookUpPeriod.toNanos();
        do {
            try {
                TimeUnit.SECONDS.sleep(1);
                for (String[] row : rows()) {
                    if (row[5].strip().equals(comment)) {
                        return row[0].strip();
                    }
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return "";
            } catch (IOException e) {
                continue; // the scheduler does not answer yet
            }
        } while (System.nanoTime() < deadline);
        return "";
    }

    private List<String[]> rows() throws IOException {
        CommandRunner.Answer answer =
                queries.run(List.of("squeue", "--me", "-h", "-t", "all", "-o", FORMAT), null, patience);
        if (!answer.isOk()) {
            throw new IOException("The queue can't be read: " + answer.complaint());
        }
        return answer.output()
                .lines()
                .map(line -> line.split("\\|", FIELDS))
                .filter(fields -> fields.length == FIELDS)
                .toList();
    }

    @Override
    public List<ControllerJob> of(String owner) throws IOException {
        return rows().stream()
                .filter(row -> row[5].strip().startsWith(COMMENT + owner + ":"))
                .map(SlurmControllerJobs::job)
                .filter(job -> !job.state().isFinal())
                .toList();
    }

    private static ControllerJob job(String[] fields) {
        String reason = known(fields[6]);
        String word = SlurmState.word(fields[1]);
        return new ControllerJob(
                fields[0].strip(),
                SlurmState.of(fields[1], reason),
                reason.isEmpty() ? word : word + " (" + reason + ")",
                known(fields[3]),
                known(fields[4]),
                end(fields[2].strip()));
    }

    private static @Nullable Instant end(String text) {
        try {
            return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null; // N/A, NONE: no limit
        }
    }

    private static String known(String text) {
        String stripped = text.strip();
        return List.of("None", "n/a", "N/A", "(null)").contains(stripped) ? "" : stripped;
    }

    @Override
    public boolean isOver(String cluster, String job) {
        try {
            return cluster.equals(clusterName()) && isOver(job);
        } catch (IOException e) {
            return false; // no Slurm here
        }
    }

    private String clusterName() throws IOException {
        Matcher matcher = CLUSTER.matcher(queries.run(List.of("scontrol", "show", "config"), null, patience)
                .output());
        return matcher.find() ? matcher.group(1) : "";
    }

    /** A job that the scheduler has forgotten ended some minutes ago. */
    private boolean isOver(String job) throws IOException {
        CommandRunner.Answer answer =
                queries.run(List.of("squeue", "-h", "-t", "all", "-j", job, "-o", "%T"), null, patience);
        if (!answer.isOk()) {
            return answer.errors().contains("Invalid job id");
        }
        return answer.output()
                .lines()
                .map(String::strip)
                .filter(word -> !word.isEmpty())
                .allMatch(word -> SlurmState.of(word, "").isFinal());
    }

    @Override
    public void cancel(Collection<String> jobs) throws IOException {
        if (!jobs.isEmpty()) {
            List<String> command = new ArrayList<>(List.of("scancel"));
            command.addAll(jobs);
            CommandRunner.Answer answer = commands.run(command, null, patience);
            if (!answer.isOk() && !answer.errors().contains("Invalid job id")) {
                throw new IOException("The jobs " + jobs + " can't be cancelled: " + answer.complaint());
            }
        }
    }

    /** By array, whose places may start meanwhile; one by one only where some wait to be started again with their jobs. */
    @Override
    public void makeWay(String owner) throws IOException {
        List<String> command = List.of("squeue", "--me", "-h", "-r", "-t", "PENDING", "-o", PLACES);
        Map<String, List<String>> free = new TreeMap<>();
        Set<String> carrying = new TreeSet<>();
        for (String line : queries.run(command, null, patience).output().lines().toList()) {
            String[] place = line.split("\\|", PLACE_FIELDS);
            if (place.length == PLACE_FIELDS && place[1].startsWith(PlaceArrays.COMMENT + owner + ":")) {
                String id = place[0].strip();
                if (new PlaceDirectory(Path.of(place[2].strip())).hasJob(id)) {
                    carrying.add(PlaceArrays.array(id));
                } else {
                    free.computeIfAbsent(PlaceArrays.array(id), array -> new ArrayList<>())
                            .add(id);
                }
            }
        }
        for (Map.Entry<String, List<String>> array : free.entrySet()) {
            List<String> cancel = new ArrayList<>(List.of("scancel"));
            cancel.addAll(
                    carrying.contains(array.getKey()) ? array.getValue() : List.of("--state=PENDING", array.getKey()));
            commands.run(cancel, null, patience);
        }
    }
}
