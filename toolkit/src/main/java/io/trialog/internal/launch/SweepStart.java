package io.trialog.internal.launch;

import io.trialog.exception.RefusedException;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.engine.StudyLocator;
import io.trialog.internal.engine.SweepCount;
import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.executor.SchedulerHere;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.protocol.command.HydraRun;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.study.OpenOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a sweep is started: on the scheduler that is here, or on this machine.
 *
 * @param open the study, with the settings that follow from the request
 * @param isLaunched whether a job of the cluster runs it
 * @param count how many trials it has
 * @param where where it runs, in a sentence
 */
public record SweepStart(OpenOptions open, boolean isLaunched, SweepCount count, String where) {

    /** A sweep that is larger needs a limit, so that nobody starts it by mistake. */
    private static final long LARGEST = 100_000;

    /** How trials become jobs. */
    public enum Mode {
        /** As the study file says, else a job per trial where a scheduler is. */
        AUTO,
        /** Processes of this machine. */
        LOCAL,
        /** Tasks of job arrays. */
        ARRAY,
        /** A job per trial. */
        INDIVIDUAL
    }

    /**
     * What the user typed.
     *
     * @param mode how trials become jobs
     * @param maxRuns only so many trials, the first ones; {@code null} for all
     * @param walltime how long a trial may take, or {@code null}
     * @param resources what a trial needs, in the words of the scheduler, or {@code null}
     * @param priority the priority of its jobs, or {@code null}
     * @param group the group in W&amp;B, or {@code null}
     * @param canary whether the first trial runs alone
     */
    public record Request(
            Mode mode,
            @Nullable Integer maxRuns,
            @Nullable String walltime,
            @Nullable String resources,
            @Nullable Integer priority,
            @Nullable String group,
            boolean canary) {}

    /**
     * Plans a sweep; nothing is opened or made.
     *
     * @param typed the sweep file, and the settings that the user typed
     * @param request what else the user typed
     * @param environment the variables of this process
     * @throws RefusedException if the request does not fit what is here
     */
    public static SweepStart of(OpenOptions typed, Request request, Map<String, String> environment) {
        SchedulerHere scheduler =
                ExecutorCatalogue.installed().scheduler(new ExecutorEnvironment(environment, false, false));
        StudyFile file = StudyLocator.locate(typed).fileOrRecorded();
        String asked = file == null ? "" : ExecutorCatalogue.type(file.executor());
        boolean isOpen = file == null || !file.executor().containsKey("type") || ExecutorCatalogue.AUTO.equals(asked);
        String type = type(request.mode(), scheduler, isOpen ? "" : asked);
        boolean isCluster = ExecutorCatalogue.installed().traits(type).onCluster();
        List<String> overrides =
                new ArrayList<>(List.of("executor.type=" + type, "executor.canary=" + request.canary()));
        if (request.maxRuns() != null) {
            boolean isGrid = file != null && "grid".equals(file.sampler().get("type"));
            overrides.add((isGrid ? "sampler.max_runs=" : "trials=") + request.maxRuns());
        }
        if (request.walltime() != null) {
            overrides.add(
                    (isCluster ? "executor.time=" : "executor.time_limit=") + JsonText.strict(request.walltime()));
        }
        String resources = request.resources();
        if (resources != null) {
            overrides.addAll(SweepResources.overrides(resources, type));
        }
        if (request.priority() != null) {
            overrides.add("executor.priority=" + JsonText.strict(String.valueOf(request.priority())));
        }
        boolean hasGroup = file != null
                && file.objective().get(HydraRun.SECTION) instanceof Map<?, ?> hydra
                && hydra.containsKey(HydraRun.GROUP);
        if (request.group() != null && hasGroup) {
            overrides.add(
                    "objective." + HydraRun.SECTION + "." + HydraRun.GROUP + "=" + JsonText.strict(request.group()));
        }
        overrides.addAll(typed.overrides());
        OpenOptions open = typed.withOverrides(overrides);
        SweepCount count = SweepCount.of(StudyLocator.locate(open));
        return new SweepStart(open, isCluster, count, where(type, scheduler));
    }

    private static String type(Mode mode, SchedulerHere scheduler, String asked) {
        boolean needsScheduler = mode == Mode.ARRAY || mode == Mode.INDIVIDUAL;
        if (needsScheduler && !scheduler.isThere()) {
            throw new RefusedException("Jobs need a scheduler, but there is none here: " + scheduler.evidence()
                    + ".\nMaybe --mode local.");
        }
        return switch (mode) {
            case LOCAL -> ExecutorCatalogue.STANDARD;
            case ARRAY -> scheduler.type() + "-array";
            case INDIVIDUAL -> scheduler.type();
            case AUTO -> !asked.isEmpty() ? asked : scheduler.isThere() ? scheduler.type() : ExecutorCatalogue.STANDARD;
        };
    }

    private static String where(String type, SchedulerHere scheduler) {
        return type.equals(ExecutorCatalogue.STANDARD)
                ? "Trials run on this machine" + (scheduler.isThere() ? "." : ": " + scheduler.evidence() + ".")
                : "Trials run by the executor '" + type + "'.";
    }

    /**
     * Refuses a sweep that is so large that nobody means it.
     *
     * @throws RefusedException if it is
     */
    public void requireSize() {
        if (count.left() > LARGEST) {
            throw new RefusedException(
                    "A sweep must not have more than " + LARGEST + " trials, but has " + count.total()
                            + ".\nMaybe --max-runs 1000, or a sampler that chooses: --sampler tpe --trials 1000.");
        }
    }
}
