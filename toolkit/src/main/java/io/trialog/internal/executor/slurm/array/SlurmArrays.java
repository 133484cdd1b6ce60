package io.trialog.internal.executor.slurm.array;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.Submission;
import io.trialog.internal.executor.cluster.SubmitCommand;
import io.trialog.internal.executor.cluster.array.JobArrays;
import io.trialog.internal.executor.slurm.SlurmScheduler;
import io.trialog.internal.executor.slurm.SlurmScript;
import io.trialog.internal.executor.slurm.TaskIds;
import io.trialog.spi.JobSpec;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What Slurm is told about arrays, and the limits of the cluster. The id of a place is {@code ARRAY_TASK}. */
final class SlurmArrays implements JobArrays {

    /** A shell word: the id of the task that runs it. */
    private static final String JOB_WORD = "\"${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}\"";

    private static final String NODE_WORD = "\"${SLURMD_NODENAME-}\"";

    private static final Pattern MAX_ARRAY_SIZE = Pattern.compile("MaxArraySize\\s*=\\s*(\\d+)");
    private static final Pattern THROTTLE = Pattern.compile("ArrayTaskThrottle=(\\d+)");
    private static final Pattern HELD = Pattern.compile("Reason=JobHeld(User|Admin)|Priority=0 ");
    private static final int SLURMS_DEFAULT = 1001;

    private final SlurmScheduler slurm;
    private @Nullable Integer largest;

    SlurmArrays(SlurmScheduler slurm) {
        this.slurm = slurm;
    }

    @Override
    public SubmitCommand command(Submission submission, int places, int parallelism) {
        return slurm.arrayCommand(submission, places, parallelism);
    }

    @Override
    public Place place() {
        return new Place(JOB_WORD, NODE_WORD);
    }

    @Override
    public String script(JobSpec spec) {
        return SlurmScript.render(spec, "", JOB_WORD);
    }

    @Override
    public boolean hasThrottle() {
        return true;
    }

    /** The highest index is one less than Slurm's limit. */
    @Override
    public int largest() throws IOException, SubmissionException {
        if (largest == null) {
            CommandRunner.Answer config = run("scontrol", "show", "config");
            Matcher matcher = MAX_ARRAY_SIZE.matcher(config.output());
            if (!config.isOk()) {
                throw new SubmissionException(
                        Kind.TRANSIENT, "The cluster's limits can't be read: " + config.complaint());
            }
            largest = matcher.find() ? Integer.valueOf(matcher.group(1)) : Integer.valueOf(SLURMS_DEFAULT);
        }
        if (largest == 0) {
            throw new SubmissionException(
                    Kind.PERMANENT,
                    "This cluster allows no job arrays (MaxArraySize=0).\nMaybe use executor.type: slurm.");
        }
        return largest;
    }

    /**
     * {@code scontrol} exits with 1 on an array with finished tasks although
     * it worked, so what counts is what is read back. None at all is a hold, since Slurm takes a throttle of 0 for no limit.
     */
    @Override
    public boolean throttle(String array, int parallelism) throws IOException {
        if (parallelism == 0) {
            run("scontrol", "hold", array);
        } else {
            run("scontrol", "update", "jobid=" + array, "ArrayTaskThrottle=" + parallelism);
            run("scontrol", "release", array);
        }
        CommandRunner.Answer shown = run("scontrol", "-o", "show", "job", array);
        List<String> pending = shown.output()
                .lines()
                .filter(line -> line.contains("JobState=PENDING"))
                .toList();
        return pending.stream().allMatch(line -> isThrottled(line, parallelism));
    }

    private static boolean isThrottled(String line, int parallelism) {
        boolean held = HELD.matcher(line).find();
        Matcher throttle = THROTTLE.matcher(line);
        return parallelism == 0
                ? held
                : !held && (!throttle.find() || Integer.parseInt(throttle.group(1)) == parallelism);
    }

    /** Array by array. Not by {@code --state=PENDING}, which takes all pending tasks of an array for one job. */
    @Override
    public boolean cancel(Collection<QueueRow> tasks) throws IOException {
        List<String> command = new ArrayList<>(List.of("scancel"));
        tasks.stream()
                .collect(Collectors.groupingBy(row -> TaskIds.array(row.id()), TreeMap::new, Collectors.toList()))
                .forEach((array, rows) -> command.add(array + "_[" + numbers(rows) + "]"));
        return command.size() > 1 && slurm.run(command).isOk();
    }

    private static String numbers(List<QueueRow> rows) {
        return rows.stream().map(row -> TaskIds.task(row.id())).collect(Collectors.joining(","));
    }

    private CommandRunner.Answer run(String... command) throws IOException {
        return slurm.run(List.of(command));
    }

    @Override
    public String array(String id) {
        return TaskIds.array(id);
    }

    @Override
    public String number(String id) {
        return TaskIds.task(id);
    }
}
