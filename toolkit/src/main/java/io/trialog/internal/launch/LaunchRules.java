package io.trialog.internal.launch;

import io.trialog.exception.RefusedException;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.engine.StudyLocator;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.Option;
import io.trialog.study.Settings;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What can't be given to a controller on the cluster. */
final class LaunchRules {

    private static final String DEFAULT_PARALLEL = "8";

    private LaunchRules() {}

    /**
     * Checks a study before it is made or opened.
     *
     * @throws RefusedException if it has no command, or if its trials would run in the controller's job
     */
    static void require(StudyLocator located) {
        StudyFile file = located.file();
        String name = String.valueOf(located.directory().getFileName());
        if (file != null) {
            requireProgram(name, file.objective());
            requireExecutor(name, file.executor(), file.controller());
        } else {
            Settings settings = StudyLog.open(located.directory()).view().settings();
            requireProgram(name, settings.objective());
            requireExecutor(name, settings.executor(), StudyLaunch.resources(located.directory()));
        }
    }

    /** Refuses a study that has nothing to run on the cluster. */
    static void requireProgram(String name, Map<String, @Nullable Object> objective) {
        if (!ObjectiveSettings.of(objective).isProgram()) {
            throw new RefusedException("The study '" + name + "' can't be launched on a cluster: it has no command, and"
                    + " code of this JVM can't run there."
                    + "\nMaybe give its study file an objective: {command: [python, train.py]}.");
        }
    }

    /**
     * Refuses a study whose trials would run in the controller's small job. Where that job has been given processors, they are
     * meant for trials.
     */
    static void requireExecutor(
            String name, Map<String, @Nullable Object> executor, Map<String, @Nullable Object> controller) {
        boolean isHere = ExecutorCatalogue.STANDARD.equals(ExecutorCatalogue.type(executor));
        if (executor.isEmpty() || isHere && !controller.containsKey("cpus")) {
            throw new RefusedException("The study '" + name + "' must have an executor that runs trials as jobs of the"
                    + " cluster; without one, they would run in the controller's own job, which is small."
                    + "\nMaybe add this to its study file:\n" + block(executor)
                    + "or give the controller's job what its trials need: executor: {type: "
                    + ExecutorCatalogue.STANDARD + "} and controller: {cpus: 8}.");
        }
    }

    /** A section that a user can copy, with what the one at hand says already. */
    private static String block(Map<String, @Nullable Object> executor) {
        ExecutorProvider provider = onCluster();
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put("parallel", String.valueOf(executor.getOrDefault("parallel", DEFAULT_PARALLEL)));
        lines.put("cpus_per_task", "1");
        lines.put("mem", "4G");
        lines.put("time", "1h");
        Set<String> known = provider.options().stream().map(Option::name).collect(Collectors.toSet());
        StringBuilder block = new StringBuilder("  executor:\n    type: " + provider.type() + "\n");
        lines.forEach((key, value) -> {
            if (key.equals("parallel") || known.contains(key)) {
                block.append("    ").append(key).append(": ").append(value).append('\n');
            }
        });
        return block.toString();
    }

    private static ExecutorProvider onCluster() {
        Map<String, String> environment = ThisProcess.ofThisProcess();
        List<ExecutorProvider> providers =
                List.copyOf(ExecutorCatalogue.installed().all());
        return providers.stream()
                .filter(provider -> provider.controllers(environment) != null)
                .findFirst()
                .orElse(providers.get(0));
    }
}
