package io.trialog.internal.executor.slurm.array;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.slurm.SlurmScheduler;
import io.trialog.internal.executor.slurm.TaskIds;
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

/** What Slurm is told about arrays that are in its queue, and the limits of the cluster. */
final class ArrayCommands {

    private static final Pattern MAX_ARRAY_SIZE = Pattern.compile("MaxArraySize\\s*=\\s*(\\d+)");
    private static final Pattern THROTTLE = Pattern.compile("ArrayTaskThrottle=(\\d+)");
    private static final Pattern HELD = Pattern.compile("Reason=JobHeld(User|Admin)|Priority=0 ");
    private static final int SLURMS_DEFAULT = 1001;

    private final SlurmScheduler slurm;
    private @Nullable Integer largest;

    ArrayCommands(SlurmScheduler slurm) {
        this.slurm = slurm;
    }

    /** Returns how many tasks an array may have: the highest index is one less than Slurm's limit. */
    int largest() throws IOException, SubmissionException {
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
     * Sets how many tasks of an array may run at a time. {@code scontrol} exits with 1 on an array with finished tasks although
     * it worked, so what counts is what is read back. None at all is a hold, since Slurm takes a throttle of 0 for no limit.
     *
     * @return whether it is so now, as far as can be read back; an array without pending tasks has nothing to throttle
     */
    boolean throttle(String array, int parallelism) throws IOException {
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

    /** Returns the tasks that wait in the queue; none where it can't be read. */
    List<QueueRow> pending() {
        try {
            return slurm.jobs().values().stream()
                    .filter(row -> row.word().equals("PENDING"))
                    .toList();
        } catch (IOException e) {
            return List.of(); // they leave by themselves
        }
    }

    /**
     * Cancels tasks, array by array. Not by {@code --state=PENDING}, which takes all pending tasks of an array for one job.
     *
     * @return whether there were some, and the scheduler has heard it
     */
    boolean cancel(Collection<QueueRow> tasks) throws IOException {
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
}
