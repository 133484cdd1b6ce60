package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.ClusterNodes;
import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.Scheduler;
import io.trialog.internal.executor.cluster.SchedulerCommands;
import io.trialog.internal.executor.cluster.SchedulerState;
import io.trialog.internal.executor.cluster.Submission;
import io.trialog.internal.executor.cluster.SubmitCommand;
import io.trialog.spi.ControllerJob;
import io.trialog.spi.JobSpec;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Knows the commands of Slurm, and what they print. The tag of a job is its comment. */
public final class SlurmScheduler implements Scheduler {

    private static final String LOG = "slurm.log";
    private static final String JOB_WORD = "\"$SLURM_JOB_ID\"";
    private static final Duration ACCOUNTING_TIMEOUT = Duration.ofSeconds(15);
    private static final Pattern CLUSTER = Pattern.compile("(?m)^ClusterName\\s*=\\s*(\\S+)");

    /** What scancel complains about when there is nothing left to end. */
    private static final List<String> OVER =
            List.of("Invalid job id", "already completing or completed", "Job/step already completing");

    private final SchedulerCommands commands;
    private final SchedulerCommands queriesInUtc;
    private final CommandRunner accounting;
    private final String ownJob;

    /**
     * Makes the scheduler of this machine.
     *
     * @param environment the environment of this process: {@code PATH}, {@code SLURM_CONF}
     * @param timeout how long a command may take before it is killed
     */
    public SlurmScheduler(Map<String, String> environment, Duration timeout) {
        Map<String, String> clean = SlurmEnvironment.clean(environment);
        Map<String, String> utc = new LinkedHashMap<>(clean);
        utc.put("TZ", "UTC"); // squeue prints times without their zone
        this.commands = new SchedulerCommands(clean, timeout);
        this.queriesInUtc = new SchedulerCommands(utc, timeout);
        this.accounting = new CommandRunner(clean);
        this.ownJob = environment.getOrDefault("SLURM_JOB_ID", "");
    }

    /**
     * Runs a command.
     *
     * @param command the program and its arguments
     * @return what it answered
     * @throws IOException if it can't be started
     */
    public CommandRunner.Answer run(List<String> command) throws IOException {
        return commands.run(command);
    }

    @Override
    public SubmitCommand command(Submission submission) {
        return command(SbatchOptions.of(submission));
    }

    /**
     * Returns the command that submits an array.
     *
     * @param submission what is to be submitted
     * @param tasks how many tasks the array has
     * @param parallelism how many of them may run at a time
     * @return the command
     * @throws IllegalArgumentException if the scheduler can't be told that, with the reason
     */
    public SubmitCommand arrayCommand(Submission submission, int tasks, int parallelism) {
        return command(SbatchOptions.ofArray(submission, tasks, parallelism));
    }

    private static SubmitCommand command(SbatchOptions options) {
        List<String> words = new ArrayList<>(List.of("sbatch", "--parsable"));
        words.addAll(options.arguments());
        return new SubmitCommand(words, options.lines());
    }

    @Override
    public String script(JobSpec spec, String directives) {
        return SlurmScript.render(spec, directives, JOB_WORD);
    }

    @Override
    public String beginning() {
        return SlurmScript.BEGINNING;
    }

    @Override
    public String log() {
        return LOG;
    }

    @Override
    public String submit(SubmitCommand command, Path script) throws SubmissionException {
        CommandRunner.Answer answer;
        try {
            answer = commands.run(command.words(), script);
        } catch (IOException e) {
            throw new SubmissionException(
                    Kind.PERMANENT, e.getMessage() + "\nMaybe this machine is no login node of a Slurm cluster.");
        }
        String id = JobIds.parse(answer.output());
        if (answer.isOk() && id != null) {
            return id;
        }
        throw new SubmissionException(
                answer.isOk() ? Kind.AMBIGUOUS : SubmissionErrors.classify(answer), refusal(answer));
    }

    private String refusal(CommandRunner.Answer answer) {
        if (answer.isTimeout()) {
            return commands.trouble("sbatch", answer);
        }
        if (answer.isOk()) {
            return "sbatch printed no job id, but \"" + answer.output().strip() + "\"";
        }
        String first = SubmissionErrors.firstLine(answer.errors());
        return first.isEmpty() ? answer.complaint() : first;
    }

    @Override
    public String test(Preview preview) throws IOException, SubmissionException {
        List<String> command = new ArrayList<>(preview.command());
        command.add(1, "--test-only");
        command.removeIf(word -> word.startsWith("--chdir=") || word.startsWith("--output="));
        Path script = Files.createTempFile("trialog-", ".sh");
        try {
            Files.writeString(script, preview.script(), StandardCharsets.UTF_8);
            CommandRunner.Answer answer = commands.run(command, script);
            if (!answer.isOk()) {
                throw new SubmissionException(SubmissionErrors.classify(answer), refusal(answer));
            }
            return answer.complaint().replaceFirst("^sbatch: ", "");
        } finally {
            Files.deleteIfExists(script);
        }
    }

    @Override
    public Map<String, QueueRow> jobs() throws IOException {
        return SqueueRows.parse(squeue(commands, SqueueRows.QUERY));
    }

    @Override
    public List<ControllerJob> controllers(String tags) throws IOException {
        return SqueueRows.controllers(squeue(queriesInUtc, SqueueRows.CONTROLLERS), tags);
    }

    private static String squeue(SchedulerCommands runner, List<String> query) throws IOException {
        CommandRunner.Answer answer = runner.run(query);
        if (!answer.isOk()) {
            throw new IOException(runner.trouble("squeue", answer));
        }
        return answer.output();
    }

    @Override
    public @Nullable String find(String tag) throws IOException {
        return jobs().values().stream()
                .filter(row -> row.tag().equals(tag) && !neverStarted(row))
                .map(QueueRow::id)
                .findFirst()
                .orElse(null);
    }

    /** A refused submission may leave a record that looks like a job which failed. */
    private static boolean neverStarted(QueueRow row) {
        return row.state() == SchedulerState.FAILED && row.reason().equals("BadConstraints");
    }

    @Override
    public @Nullable QueueRow account(String id) {
        try {
            CommandRunner.Answer answer = accounting.run(SacctRows.query(id), null, ACCOUNTING_TIMEOUT);
            return answer.isOk() ? SacctRows.last(id, answer.output()) : null;
        } catch (IOException e) {
            return null; // there is no sacct here
        }
    }

    @Override
    public void askToEnd(String id) throws IOException {
        scancel(List.of("--batch", "--signal=TERM", id));
    }

    @Override
    public void cancel(Collection<String> ids) throws IOException {
        scancel(ids);
    }

    private void scancel(Collection<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("scancel"));
        command.addAll(arguments);
        CommandRunner.Answer answer = commands.run(command);
        if (!answer.isOk() && OVER.stream().noneMatch(answer.errors()::contains)) {
            throw new IOException("The jobs " + arguments + " can't be cancelled: " + answer.complaint());
        }
    }

    @Override
    public boolean isOver(String cluster, String id) {
        try {
            return cluster.equals(clusterName()) && isOver(id);
        } catch (IOException e) {
            return false; // no Slurm here
        }
    }

    private String clusterName() throws IOException {
        Matcher matcher =
                CLUSTER.matcher(run(List.of("scontrol", "show", "config")).output());
        return matcher.find() ? matcher.group(1) : "";
    }

    /** A job that the scheduler has forgotten ended some minutes ago. */
    private boolean isOver(String id) throws IOException {
        CommandRunner.Answer answer = run(List.of("squeue", "-h", "-t", "all", "-j", id, "-o", "%T"));
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
    public void cancelPending(String tags) throws IOException {
        PendingPlaces.cancel(this, tags);
    }

    @Override
    public ClusterNodes nodes() {
        return new SlurmNodes(this, accounting);
    }

    @Override
    public String ownJob() {
        return ownJob;
    }

    @Override
    public long commandCount() {
        return commands.count() + queriesInUtc.count() + accounting.count();
    }
}
