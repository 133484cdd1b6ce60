package io.trialog.internal.executor.slurm.step;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.job.ExitRecord;
import io.trialog.internal.executor.job.JobScript;
import io.trialog.internal.executor.job.ProcessJobs;
import io.trialog.internal.executor.job.SetupLines;
import io.trialog.internal.executor.slurm.SlurmEnvironment;
import io.trialog.internal.file.FileProblem;
import io.trialog.spi.Check;
import io.trialog.spi.Executor;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobState;
import io.trialog.spi.JobStatus;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Jobs as steps of the allocation that this process is in: {@code srun --exact}, with CPUs, memory and GPUs stated. A job is a
 * process of this machine ({@link ProcessJobs}), under the same wrapper, whose program is {@code srun}; its tasks may
 * run on other nodes. How many jobs there is room for is for the allocation to say ({@link StepPlan}).
 *
 * <p>{@code native id} is that of the local process; the step has the job's token for its name.
 */
final class SlurmStepsExecutor implements Executor {

    /** How it stands in a study file. */
    static final String TYPE = "slurm-steps";

    private static final Duration WRAPPER_TIMEOUT = Duration.ofSeconds(20);
    private static final Duration TIMEOUT = Duration.ofSeconds(30);
    private static final String STEP = resource("step.sh");
    private static final String TASK = resource("task.sh");

    private final Map<String, String> environment;
    private final Map<String, @Nullable Object> resources;
    private final CommandRunner commands;
    private final StepSweeper sweeper;
    private final ProcessJobs local;
    private final Set<String> active = new HashSet<>();
    private @Nullable Allocation allocation;

    /**
     * @param environment the environment of this process, which names the allocation
     * @param resources what each trial asks for: the executor section of the study file
     */
    SlurmStepsExecutor(Map<String, String> environment, Map<String, @Nullable Object> resources) {
        this.environment = Map.copyOf(environment);
        this.resources = resources;
        this.commands = new CommandRunner(SlurmEnvironment.clean(environment));
        this.sweeper = new StepSweeper(commands);
        this.local = new ProcessJobs(new ProcessJobs.Surroundings(
                StepEnvironment.of(environment), resource("step-end.sh"), WRAPPER_TIMEOUT));
    }

    private static String resource(String name) {
        return JobScript.fill(SlurmStepsExecutor.class, name, Map.of());
    }

    /** What the allocation has, and how many trials it has room for; nothing is started. */
    List<Check> look() {
        try {
            Allocation here = allocation();
            Check has = Check.ok("allocation", "job " + here.job() + ": " + StepPlan.text(here));
            StepPlan plan = plan(resources);
            String text = plan.capacity() + (plan.capacity() == 1 ? " trial fits" : " trials fit at once, each")
                    + " as srun " + String.join(" ", plan.options());
            return List.of(has, Check.ok("steps", text));
        } catch (SubmissionException e) {
            String[] parts = String.valueOf(e.getMessage()).split("\n", 2);
            return List.of(Check.bad("steps", parts[0], parts.length > 1 ? parts[1] : ""));
        } catch (IllegalArgumentException e) {
            return List.of(Check.bad("allocation", String.valueOf(e.getMessage()), ""));
        }
    }

    @Override
    public String type() {
        return TYPE;
    }

    /** Fails outside of an allocation, and where no trial fits into it. */
    @Override
    public void expect(int jobs, int parallel) throws SubmissionException {
        if (jobs > 0) {
            plan(resources);
        }
    }

    @Override
    public int room() {
        try {
            return plan(resources).capacity() - active.size();
        } catch (SubmissionException e) {
            return 0; // expect says why
        }
    }

    @Override
    public JobHandle submit(JobSpec spec) throws SubmissionException {
        StepPlan plan = plan(spec.resources());
        try {
            StepRecord.writeAllocation(spec.directory(), StepEnvironment.allocation(environment));
        } catch (IOException e) {
            throw new SubmissionException(
                    Kind.TRANSIENT, "Job " + spec.name() + " was not started: " + FileProblem.words(e));
        }
        JobHandle handle = local.submit(asStep(spec, plan));
        active.add(spec.token());
        return handle;
    }

    @Override
    public Preview preview(JobSpec spec) {
        try {
            return local.preview(asStep(spec, plan(spec.resources())));
        } catch (SubmissionException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        }
    }

    private static JobSpec asStep(JobSpec spec, StepPlan plan) {
        String directory = spec.directory().toString();
        List<String> words = new ArrayList<>(List.of("sh", "-c", STEP, "step", directory));
        words.addAll(SetupLines.words(spec.resources()));
        words.addAll(List.of("srun", "--job-name=" + spec.token()));
        words.addAll(plan.options());
        words.addAll(List.of("sh", "-c", TASK, directory));
        words.addAll(spec.command());
        return spec.withCommand(words);
    }

    private StepPlan plan(Map<String, @Nullable Object> wanted) throws SubmissionException {
        try {
            return StepPlan.of(allocation(), wanted);
        } catch (IllegalArgumentException e) {
            throw new SubmissionException(Kind.PERMANENT, String.valueOf(e.getMessage()));
        }
    }

    private Allocation allocation() throws SubmissionException {
        Allocation known = allocation;
        if (known == null) {
            known = ask(requireAllocation());
            allocation = known;
        }
        return known;
    }

    private String requireAllocation() throws SubmissionException {
        String job = StepEnvironment.allocation(environment);
        if (job.isEmpty()) {
            throw new SubmissionException(
                    Kind.PERMANENT,
                    "The executor 'slurm-steps' runs trials inside an allocation of Slurm, and this process is in none"
                            + " (SLURM_JOB_ID is not set).\nMaybe start it in a script for sbatch or in the shell of"
                            + " salloc, or use type: slurm, which submits a job per trial.");
        }
        if (StepEnvironment.isStep(environment)) {
            throw new SubmissionException(
                    Kind.PERMANENT,
                    "This process is itself a step of allocation " + job + " (SLURM_STEP_ID is "
                            + environment.get("SLURM_STEP_ID")
                            + ") and holds what its trials would wait for.\n"
                            + "Maybe start it without srun: in the script for sbatch itself, or in the shell of"
                            + " salloc.");
        }
        return job;
    }

    private Allocation ask(String job) throws SubmissionException {
        CommandRunner.Answer answer;
        try {
            answer = commands.run(List.of("scontrol", "--details", "show", "job", job), null, TIMEOUT);
        } catch (IOException e) {
            throw new SubmissionException(Kind.PERMANENT, "scontrol can't be run: " + e.getMessage());
        }
        if (!answer.isOk()) {
            boolean unknown = answer.errors().contains("Invalid job id");
            throw new SubmissionException(
                    unknown ? Kind.PERMANENT : Kind.TRANSIENT,
                    "scontrol does not tell about allocation " + job + ": "
                            + (answer.isTimeout() ? "no answer in " + TIMEOUT.toSeconds() + " s" : answer.complaint()));
        }
        return Allocation.parse(job, answer.output());
    }

    @Override
    public @Nullable JobHandle find(String token, Path directory) throws IOException {
        return local.find(token, directory);
    }

    @Override
    public Map<String, JobStatus> poll(Collection<JobHandle> jobs) throws IOException {
        Map<String, JobStatus> seen = local.poll(jobs);
        Map<String, JobStatus> states = new LinkedHashMap<>();
        for (JobHandle job : jobs) {
            JobStatus status = judge(job, seen.getOrDefault(job.token(), JobStatus.of(JobState.UNKNOWN, "")));
            states.put(job.token(), status);
            if (status.state().isFinal() || status.state() == JobState.LOST) {
                active.remove(job.token());
            } else {
                active.add(job.token());
            }
        }
        return states;
    }

    private JobStatus judge(JobHandle job, JobStatus status) throws IOException {
        StepRecord step = StepRecord.read(job.directory());
        return switch (status.state()) {
            case RUNNING ->
                step == null
                        ? status.as(JobState.QUEUED, "waits for a place in the allocation")
                        : new JobStatus(
                                status.state(),
                                status.reason(),
                                status.exitCode(),
                                status.signal(),
                                status.restart(),
                                new JobStatus.Details(
                                        step.node(), status.details().since(), null));
            case UNKNOWN -> sweeper.elsewhere(job, status);
            case LOST, CANCELLED -> ExitRecord.read(job.directory()) == null ? sweeper.swept(job, status) : status;
            default -> status.state().isFinal() ? StepComplaints.judge(job.directory(), status, step != null) : status;
        };
    }

    @Override
    public void cancel(Collection<JobHandle> jobs) throws IOException {
        local.cancel(jobs);
        for (JobHandle job : jobs) {
            sweeper.cancelled(job);
        }
    }

    @Override
    public void close() {
        local.close();
        sweeper.close();
    }
}
