package io.trialog.internal.executor.pbs;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.Scheduler;
import io.trialog.internal.executor.cluster.SchedulerCommands;
import io.trialog.internal.executor.cluster.Submission;
import io.trialog.internal.executor.cluster.SubmitCommand;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.format.ShellWords;
import io.trialog.spi.ControllerJob;
import io.trialog.spi.JobSpec;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Knows the commands of PBS, and what they print. The tag of a job stands in its name. */
final class PbsScheduler implements Scheduler {

    private static final String LOG = "pbs.log";

    /** How the clusters of PBS are named in the lock of a study: by their servers. */
    private static final String CLUSTER = "pbs:";

    private final Map<String, String> environment;
    private final SchedulerCommands commands;
    private final PbsQueue queue;
    private final String ownJob;

    /** That the commands are those of PBS: asked once, before the first submission. */
    private volatile boolean isPbs;

    /**
     * Makes the scheduler of this machine.
     *
     * @param environment the environment of this process: {@code PATH}, {@code PBS_CONF_FILE}
     * @param timeout how long a command may take before it is killed
     */
    PbsScheduler(Map<String, String> environment, Duration timeout) {
        Map<String, String> utc = new TreeMap<>(PbsEnvironment.clean(environment));
        utc.put("TZ", "UTC"); // qstat prints times without their zone
        this.environment = environment;
        this.commands = new SchedulerCommands(utc, timeout);
        this.queue = new PbsQueue(commands, environment);
        this.ownJob = environment.getOrDefault("PBS_JOBID", "");
    }

    PbsQueue queue() {
        return queue;
    }

    @Override
    public SubmitCommand command(Submission submission) {
        return QsubOptions.of(submission);
    }

    @Override
    public String script(JobSpec spec, String directives) {
        return PbsScript.render(spec, directives);
    }

    @Override
    public String beginning() {
        return PbsEnvironment.READ;
    }

    @Override
    public String beginning(Path log) {
        String name = log.getFileName().toString();
        if (!name.contains(Submission.JOB)) {
            return beginning(); // PBS itself can tell the elements of an array
        }
        String file = ShellWords.quote(log.resolveSibling("").toString()) + "/"
                + name.replace(Submission.JOB, "\"$PBS_JOBID\"");
        return beginning() + "\nexec >>" + file + " 2>&1";
    }

    @Override
    public String log() {
        return LOG;
    }

    @Override
    public String submit(SubmitCommand command, Path script) throws SubmissionException {
        CommandRunner.Answer answer;
        try {
            requirePbs();
            AtomicFile.writePrivate(
                    Objects.requireNonNull(script.getParent()).resolve(PbsEnvironment.FILE),
                    PbsEnvironment.file(environment));
        } catch (IOException e) {
            throw new SubmissionException(Kind.TRANSIENT, "nothing was submitted: " + FileProblem.words(e));
        }
        try {
            answer = commands.run(command.words(), script);
        } catch (IOException e) {
            throw new SubmissionException(
                    Kind.PERMANENT, e.getMessage() + "\nMaybe this machine is no login node of a PBS cluster.");
        }
        String id = answer.output().strip();
        if (answer.isOk() && PbsQueue.isId(id)) {
            queue.submitted(id);
            return id;
        }
        throw new SubmissionException(answer.isOk() ? Kind.AMBIGUOUS : QsubErrors.classify(answer), refusal(answer));
    }

    /** {@code qsub} is a word of several schedulers, and two of them would take the job for something else. */
    private void requirePbs() throws SubmissionException {
        if (isPbs) {
            return;
        }
        CommandRunner.Answer answer;
        try {
            answer = commands.run(List.of("qsub", "--version"));
        } catch (IOException e) {
            throw new SubmissionException(
                    Kind.PERMANENT, e.getMessage() + "\nMaybe this machine is no login node of a PBS cluster.");
        }
        if (answer.isTimeout()) {
            throw new SubmissionException(Kind.TRANSIENT, commands.trouble("qsub", answer));
        }
        String other = PbsPresence.other(answer.output() + answer.errors());
        if (!other.isEmpty()) {
            throw new SubmissionException(
                    Kind.PERMANENT,
                    "qsub is not PBS's but " + other + ", which is not supported.\nMaybe "
                            + (other.contains("Slurm")
                                    ? "executor.type: slurm."
                                    : "executor.type: local, inside a job."));
        }
        isPbs = true;
    }

    private String refusal(CommandRunner.Answer answer) {
        return answer.isOk()
                ? "qsub printed no job id, but \"" + answer.output().strip() + "\""
                : commands.trouble("qsub", answer);
    }

    /** PBS has no dry run of a submission, so that only the queue is looked at. */
    @Override
    public String test(Preview preview) throws IOException, SubmissionException {
        requirePbs();
        int option = preview.command().indexOf("-q");
        return queue.describe(option < 0 ? "" : preview.command().get(option + 1))
                + "; PBS has no dry run of a submission, so that the job itself was not tested";
    }

    @Override
    public Map<String, QueueRow> jobs() throws IOException {
        Map<String, QueueRow> rows = new LinkedHashMap<>();
        queue.jobs().forEach((id, job) -> rows.put(id, job.row()));
        return rows;
    }

    @Override
    public @Nullable String find(String tag) throws IOException {
        return queue.all().values().stream()
                .map(PbsJob::row)
                .filter(row -> row.tag().equals(tag))
                .map(QueueRow::id)
                .findFirst()
                .orElse(null);
    }

    @Override
    public @Nullable QueueRow account(String id) {
        try {
            PbsJob job = queue.of(List.of(id)).get(id);
            return job == null ? null : job.row();
        } catch (IOException e) {
            return null;
        }
    }

    /** Not by TERM: the login shell above the wrapper would die of it, and PBS would end the wrapper before its time. */
    @Override
    public void askToEnd(String id) throws IOException {
        queue.end(List.of("qsig", "-s", PbsScript.END, id));
    }

    @Override
    public void cancel(Collection<String> ids) throws IOException {
        queue.cancel(ids);
    }

    @Override
    public List<ControllerJob> controllers(String tags) throws IOException {
        return queue.jobs().values().stream()
                .filter(job -> job.row().tag().startsWith(tags))
                .map(PbsJob::controller)
                .toList();
    }

    @Override
    public boolean isOver(String cluster, String id) {
        if (!cluster.startsWith(CLUSTER) || !id.endsWith("." + cluster.substring(CLUSTER.length()))) {
            return false;
        }
        try {
            CommandRunner.Answer answer = queue.ask(List.of(id));
            PbsJob job = QstatJobs.parse(answer.output()).get(id);
            return job == null ? PbsQueue.isUnknown(answer) : job.row().state().isFinal();
        } catch (IOException e) {
            return false; // no PBS here
        }
    }

    @Override
    public void cancelPending(String tags) throws IOException {
        queue.cancelPlaces(tags);
    }

    @Override
    public String ownJob() {
        return ownJob;
    }

    @Override
    public long commandCount() {
        return commands.count();
    }
}
