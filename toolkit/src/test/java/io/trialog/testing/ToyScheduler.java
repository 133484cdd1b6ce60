package io.trialog.testing;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.Scheduler;
import io.trialog.internal.executor.cluster.SchedulerState;
import io.trialog.internal.executor.cluster.Submission;
import io.trialog.internal.executor.cluster.SubmitCommand;
import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.executor.job.SetupLines;
import io.trialog.spi.ControllerJob;
import io.trialog.spi.JobSpec;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** All that Trialog must know to use the scheduler of {@link ToyCluster}: its commands, and what they print. */
public final class ToyScheduler implements Scheduler {

    private static final int NO_SUCH_JOB = 4;

    /** What an exit code of toyadd means; any other leaves open whether the job was taken. */
    private static final Map<Integer, Kind> REFUSALS = Map.of(2, Kind.PERMANENT, 3, Kind.QUOTA, 75, Kind.TRANSIENT);

    private final CommandRunner commands;
    private final Duration timeout;

    /** @param environment that of {@link ToyCluster} */
    public ToyScheduler(Map<String, String> environment, Duration timeout) {
        this.commands = new CommandRunner(environment);
        this.timeout = timeout;
    }

    @Override
    public SubmitCommand command(Submission submission) {
        if (submission.name().isBlank()) {
            throw new IllegalArgumentException("The name of a job must not be blank.");
        }
        List<String> words = new ArrayList<>(List.of("toyadd"));
        words.addAll(List.of("--label", submission.tag(), "--name", submission.name()));
        words.addAll(List.of("--dir", submission.directory().toString()));
        words.addAll(List.of("--log", submission.log().replace(Submission.JOB, "%")));
        if (!submission.after().isEmpty()) {
            words.addAll(List.of("--after", String.join(",", submission.after())));
        }
        return new SubmitCommand(words, "");
    }

    @Override
    public String script(JobSpec spec, String directives) {
        List<String> words = new ArrayList<>(SetupLines.words(spec.resources()));
        words.addAll(spec.command());
        return JobScript.render(
                spec.withCommand(words), new JobScript.Dialect(directives, "", "\"$TOY_ID\"", "0", false));
    }

    @Override
    public String beginning() {
        return "";
    }

    @Override
    public String ownJob() {
        return "";
    }

    @Override
    public String log() {
        return "toy.log";
    }

    @Override
    public String submit(SubmitCommand command, Path script) throws SubmissionException {
        CommandRunner.Answer answer;
        try {
            answer = commands.run(command.words(), script, timeout);
        } catch (IOException e) {
            throw new SubmissionException(Kind.PERMANENT, "toyadd can't be run: " + e.getMessage());
        }
        if (answer.isOk() && answer.output().startsWith("taken: ")) {
            return answer.output().substring("taken: ".length()).strip();
        }
        throw new SubmissionException(REFUSALS.getOrDefault(answer.code(), Kind.AMBIGUOUS), answer.complaint());
    }

    @Override
    public String test(Preview preview) throws IOException {
        List<String> words = new ArrayList<>(preview.command());
        words.addAll(List.of("--check", "yes"));
        Path script = Files.createTempFile("toy-", ".sh");
        try {
            Files.writeString(script, preview.script());
            return commands.run(words, script, timeout).output().strip();
        } finally {
            Files.delete(script);
        }
    }

    private String output(String... command) throws IOException {
        CommandRunner.Answer answer = commands.run(List.of(command), null, timeout);
        if (!answer.isOk()) {
            throw new IOException(command[0] + ": " + answer.complaint());
        }
        return answer.output();
    }

    /** The paragraphs of toyls: {@code toy-7 is running}, then indented {@code key: value}. */
    private Map<String, Map<String, String>> paragraphs() throws IOException {
        Map<String, Map<String, String>> jobs = new LinkedHashMap<>();
        Map<String, String> job = new TreeMap<>();
        for (String line : output("toyls").lines().toList()) {
            String[] title = line.split(" is ", 2);
            String[] field = line.strip().split(": ", 2);
            if (line.startsWith(" ") && field.length == 2) {
                job.put(field[0], field[1]);
            } else if (title.length == 2) {
                job = new TreeMap<>(Map.of("phase", title[1]));
                jobs.put(title[0], job);
            }
        }
        return jobs;
    }

    private static QueueRow row(String id, Map<String, String> job) {
        String phase = job.getOrDefault("phase", "");
        String how = job.getOrDefault("how", "");
        return new QueueRow(
                id, state(phase, how), phase, how, job.getOrDefault("on", ""), job.getOrDefault("label", ""));
    }

    private static SchedulerState state(String phase, String how) {
        return switch (phase) {
            case "waiting" -> SchedulerState.QUEUED;
            case "running" -> SchedulerState.RUNNING;
            case "ended" -> end(how);
            default -> SchedulerState.UNKNOWN;
        };
    }

    private static SchedulerState end(String how) {
        return switch (how) {
            case "exit 0" -> SchedulerState.SUCCEEDED;
            case "removed" -> SchedulerState.CANCELLED;
            default -> SchedulerState.FAILED;
        };
    }

    @Override
    public Map<String, QueueRow> jobs() throws IOException {
        Map<String, QueueRow> rows = new LinkedHashMap<>();
        paragraphs().forEach((id, job) -> rows.put(id, row(id, job)));
        return rows;
    }

    @Override
    public @Nullable String find(String tag) throws IOException {
        for (QueueRow row : jobs().values()) {
            if (row.tag().equals(tag)) {
                return row.id();
            }
        }
        return null;
    }

    @Override
    public @Nullable QueueRow account(String id) {
        try {
            return row(id, Map.of("phase", "ended", "how", output("toylog", id).strip()));
        } catch (IOException e) {
            return null; // nothing is known of it
        }
    }

    @Override
    public void askToEnd(String id) throws IOException {
        ignoringUnknown(List.of("toysig", "TERM", id));
    }

    @Override
    public void cancel(Collection<String> ids) throws IOException {
        List<String> command = new ArrayList<>(List.of("toyrm"));
        command.addAll(ids);
        ignoringUnknown(command);
    }

    private void ignoringUnknown(List<String> command) throws IOException {
        CommandRunner.Answer answer = commands.run(command, null, timeout);
        if (!answer.isOk() && answer.code() != NO_SUCH_JOB) {
            throw new IOException(command.get(0) + ": " + answer.complaint());
        }
    }

    @Override
    public List<ControllerJob> controllers(String tags) throws IOException {
        List<ControllerJob> found = new ArrayList<>();
        paragraphs().forEach((id, job) -> {
            QueueRow row = row(id, job);
            if (row.tag().startsWith(tags)) {
                String until = job.get("until");
                found.add(new ControllerJob(
                        id,
                        row.state().jobState(),
                        row.text(),
                        job.containsKey("after") ? List.of(job.get("after").split(",")) : List.of(),
                        row.node(),
                        until == null ? null : Instant.ofEpochSecond(Long.parseLong(until))));
            }
        });
        return found;
    }

    @Override
    public boolean isOver(String cluster, String id) {
        try {
            return output("toyinfo").strip().equals(cluster) && account(id) != null;
        } catch (IOException e) {
            return false;
        }
    }

    @Override
    public long commandCount() {
        return commands.count();
    }
}
