package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.Nodes;
import io.trialog.internal.executor.cluster.Cancellations;
import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.JobStates;
import io.trialog.internal.executor.cluster.QueueWatch;
import io.trialog.spi.JobHandle;
import io.trialog.spi.Preview;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What an executor that submits jobs shares with every other one: commands to the scheduler, one query about all jobs at its
 * pace, the states that follow from its answers, and cancellations that go on while it is away, all on one thread.
 */
public final class SlurmConnection implements AutoCloseable {

    private final SlurmExecutor.Pace pace;
    private final CommandRunner commands;
    private final ScheduledThreadPoolExecutor thread = newThread();
    private final QueueWatch queue;
    private final JobStates states;
    private final Cancellations cancellations;
    private final Exclusions exclusions = new Exclusions(this);

    /**
     * @param environment the environment of this process: {@code PATH}, {@code SLURM_CONF}
     * @param pace how often the scheduler is asked
     */
    public SlurmConnection(Map<String, String> environment, SlurmExecutor.Pace pace) {
        this.pace = pace;
        this.commands = new CommandRunner(environment);
        this.queue = new QueueWatch(commands, thread, pace.poll(), pace.patience());
        this.states = new JobStates(commands, queue);
        this.cancellations = new Cancellations(commands, thread, pace.patience());
    }

    /** A thread on which the scheduler is asked. */
    public static ScheduledThreadPoolExecutor newThread() {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread worker = new Thread(task, "trialog-slurm");
            worker.setDaemon(true);
            return worker;
        });
    }

    public SlurmExecutor.Pace pace() {
        return pace;
    }

    public QueueWatch queue() {
        return queue;
    }

    public JobStates states() {
        return states;
    }

    public Exclusions exclusions() {
        return exclusions;
    }

    /** Runs a command of the scheduler now, as long as the pace has patience. */
    public CommandRunner.Answer run(List<String> command) throws IOException {
        return commands.run(command, null, pace.patience());
    }

    /** Submits a script: {@code sbatch} reads it from its input. */
    public CommandRunner.Answer submit(List<String> command, Path script) throws IOException {
        return commands.run(command, script, pace.patience());
    }

    /** The names of the nodes that a job may get that asks for this. */
    public Set<String> nodes(Map<String, @Nullable Object> resources) throws IOException {
        List<String> command = new ArrayList<>(List.of("sinfo", "-h", "-N", "-o", "%N"));
        if (resources.get("partition") != null) {
            command.add("--partition=" + resources.get("partition"));
        }
        CommandRunner.Answer answer = run(command);
        if (!answer.isOk()) {
            throw new IOException("The nodes can't be told: sinfo: " + answer.complaint());
        }
        Set<String> nodes = answer.output()
                .lines()
                .map(String::strip)
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toCollection(TreeSet::new));
        Nodes.excluded(resources).forEach(list -> nodes.removeAll(HostList.expand(list)));
        return nodes;
    }

    /** What {@code sbatch --test-only} says: when and where the job would start, or why it never would. */
    public String test(Preview preview) throws IOException {
        List<String> command = new ArrayList<>(preview.command());
        command.add(1, "--test-only");
        command.removeIf(word -> word.startsWith("--chdir=") || word.startsWith("--output="));
        Path script = Files.createTempFile("trialog-", ".sh");
        try {
            Files.writeString(script, preview.script(), StandardCharsets.UTF_8);
            return submit(command, script).complaint().replaceFirst("^sbatch: ", "");
        } finally {
            Files.deleteIfExists(script);
        }
    }

    /** Ends jobs, now or as soon as the scheduler hears it. */
    public void cancel(Collection<JobHandle> jobs) throws IOException {
        cancellations.begin(jobs);
    }

    /** Lets go of this process's thread, once what is being cancelled was told so; jobs go on. */
    @Override
    public void close() {
        cancellations.finish();
        thread.shutdownNow();
        try {
            thread.awaitTermination(pace.patience().toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
