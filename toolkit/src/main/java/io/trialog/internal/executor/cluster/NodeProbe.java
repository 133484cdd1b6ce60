package io.trialog.internal.executor.cluster;

import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.format.ShellWords;
import io.trialog.spi.Check;
import io.trialog.spi.ProbeSubject;
import io.trialog.spi.SubmissionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Asks a compute node, by a short job with a trial's own resources, whether it sees and can do what trials need. */
public final class NodeProbe {

    private static final long SECONDS = 300;
    private static final long SKEW_SECONDS = 5;

    /** How long a command of the scheduler may take. */
    public static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final Scheduler scheduler;
    private final Programs programs;
    private final ProbeSubject subject;
    private final InstantSource clock;

    /**
     * What a node needs so that a controller can be a job.
     *
     * @param names the scheduler's programs
     * @param trial a shell command that succeeds where jobs may be submitted, and submits none
     */
    public record Programs(List<String> names, String trial) {}

    /**
     * Makes a probe.
     *
     * @param scheduler the scheduler that runs the job
     * @param programs its programs
     * @param subject what the node must see
     * @param clock the time here
     */
    public NodeProbe(Scheduler scheduler, Programs programs, ProbeSubject subject, InstantSource clock) {
        this.scheduler = scheduler;
        this.programs = programs;
        this.subject = subject;
        this.clock = clock;
    }

    /**
     * Submits the job and waits for it; a job that has not started by then is cancelled.
     *
     * @param resources what trials ask for
     * @param timeout how long to wait
     * @return what the node said
     * @throws IOException if the job can't be submitted
     */
    public List<Check> run(Map<String, @Nullable Object> resources, Duration timeout) throws IOException {
        SubmitCommand command = scheduler.command(new Submission(
                "", "trialog-doctor", subject.directory(), scheduler.log(), small(resources), List.of()));
        Path script = subject.directory().resolve("probe.sh");
        AtomicFile.writePrivate(script, script(command.directives()));
        try {
            return wait(scheduler.submit(command, script), timeout);
        } catch (SubmissionException e) {
            return List.of(Check.bad(
                    "submission", String.valueOf(e.getMessage()), "Maybe see what 'trialog run --test-only' says."));
        }
    }

    /** What one short task needs of what trials ask for. */
    private static Map<String, @Nullable Object> small(Map<String, @Nullable Object> resources) {
        Map<String, @Nullable Object> one = new LinkedHashMap<>(resources);
        one.keySet().removeAll(List.of("nodes", "ntasks", "ntasks_per_node", "exclusive"));
        one.put("time", SECONDS);
        return one;
    }

    private List<Check> wait(String id, Duration timeout) throws IOException {
        Path answer = subject.directory().resolve("answer");
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!Files.exists(answer)) {
            if (System.nanoTime() > deadline) {
                QueueRow row = scheduler.jobs().get(id);
                scheduler.cancel(List.of(id));
                return List.of(Check.bad(
                        "compute node",
                        "job " + id + " gave no answer in " + timeout.toSeconds() + " s"
                                + (row == null ? "" : "; it is " + row.text()),
                        "Maybe wait longer (--wait), or see "
                                + subject.directory().resolve(scheduler.log()) + "."));
            }
            sleep();
        }
        return read(Files.readAllLines(answer), clock.instant().getEpochSecond());
    }

    private static List<Check> read(List<String> lines, long now) {
        List<Check> checks = new ArrayList<>();
        for (String line : lines) {
            String[] fields = line.split("\\|", 3);
            if (fields.length == 3) {
                checks.add(check(fields, now));
            }
        }
        return checks;
    }

    private static Check check(String[] fields, long now) {
        String subject = "node: " + fields[1];
        return switch (fields[0]) {
            case "TIME" -> clock(subject, now - Long.parseLong(fields[2]));
            case "OK" -> Check.ok(subject, fields[2]);
            case "NOTE" -> Check.note(subject, fields[2], "");
            default -> Check.bad(subject, fields[2], "Maybe it is on a file system that compute nodes do not share.");
        };
    }

    private static Check clock(String subject, long seconds) {
        return Math.abs(seconds) <= SKEW_SECONDS
                ? Check.ok(subject, "agrees with this machine's within " + SKEW_SECONDS + " s")
                : Check.note(
                        subject, "differs from this machine's by " + seconds + " s", "Times in tables may look odd.");
    }

    private String script(String directives) {
        return JobScript.fill(
                NodeProbe.class,
                "probe.sh",
                Map.of(
                        "directives", directives,
                        "beginning", scheduler.beginning(),
                        "programs", ShellWords.quoteAll(programs.names()),
                        "trial", programs.trial(),
                        "directory", ShellWords.quote(subject.directory().toString()),
                        "workdir", ShellWords.quote(subject.workdir().toString()),
                        "jar", ShellWords.quote(subject.jar().toString()),
                        "java", ShellWords.quote(subject.java().toString())));
    }

    private static void sleep() {
        try {
            TimeUnit.MILLISECONDS.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
