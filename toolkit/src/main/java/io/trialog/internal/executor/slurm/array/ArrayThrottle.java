package io.trialog.internal.executor.slurm.array;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.slurm.SlurmConnection;
import java.io.IOException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How many tasks of an array may run at a time, changed while it runs. {@code scontrol} exits with 1 on an array with
 * finished tasks although it worked, so what counts is what is read back. None at all is a hold, since Slurm takes a throttle
 * of 0 for no limit.
 */
final class ArrayThrottle {

    private static final Pattern THROTTLE = Pattern.compile("ArrayTaskThrottle=(\\d+)");
    private static final Pattern HELD = Pattern.compile("Reason=JobHeld(User|Admin)|Priority=0 ");

    private final SlurmConnection slurm;

    ArrayThrottle(SlurmConnection slurm) {
        this.slurm = slurm;
    }

    /** Sets it; whether it is so now, as far as can be read back. An array without pending tasks has nothing to throttle. */
    boolean set(String array, int parallel) throws IOException {
        if (parallel == 0) {
            run("scontrol", "hold", array);
        } else {
            run("scontrol", "update", "jobid=" + array, "ArrayTaskThrottle=" + parallel);
            run("scontrol", "release", array);
        }
        CommandRunner.Answer shown = run("scontrol", "-o", "show", "job", array);
        List<String> pending = shown.output()
                .lines()
                .filter(line -> line.contains("JobState=PENDING"))
                .toList();
        return pending.stream().allMatch(line -> isSet(line, parallel));
    }

    private static boolean isSet(String line, int parallel) {
        boolean held = HELD.matcher(line).find();
        Matcher throttle = THROTTLE.matcher(line);
        return parallel == 0 ? held : !held && (!throttle.find() || Integer.parseInt(throttle.group(1)) == parallel);
    }

    private CommandRunner.Answer run(String... command) throws IOException {
        return slurm.run(List.of(command));
    }
}
