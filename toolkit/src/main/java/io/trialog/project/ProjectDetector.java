package io.trialog.project;

import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.executor.SchedulerHere;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.project.ConfigDirectories;
import io.trialog.internal.project.ProjectFinding;
import io.trialog.internal.project.PythonInterpreters;
import io.trialog.internal.project.TrainingScripts;
import io.trialog.spi.ExecutorEnvironment;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Finds out what a project consists of, by the files that are there. Nothing of the project is run. Immutable; safe for use by several
 * threads.
 *
 * <pre>{@code
 * ProjectDetector project = ProjectDetector.of(Path.of("."));
 * System.out.println(project.trainingScript().value() + ": " + project.trainingScript().reason());
 * }</pre>
 */
public final class ProjectDetector {

    private final Path project;
    private final Map<String, String> environment;

    private ProjectDetector(Path project, Map<String, String> environment) {
        this.project = project;
        this.environment = environment;
    }

    /**
     * Looks at a project.
     *
     * @param project its directory
     * @return what answers questions about it
     */
    public static ProjectDetector of(Path project) {
        return new ProjectDetector(project.toAbsolutePath().normalize(), ThisProcess.ofThisProcess());
    }

    /** {@return the Python of the project, an absolute path: that of an active environment, of one in the project, or of PATH} */
    public Detected pythonInterpreter() {
        return detected(PythonInterpreters.find(project, environment));
    }

    /** {@return the program that trains, relative to the project} */
    public Detected trainingScript() {
        return detected(TrainingScripts.find(project));
    }

    /** {@return the directory of the configurations, relative to the project} */
    public Detected configDirectory() {
        return detected(
                ConfigDirectories.find(project, TrainingScripts.find(project).value()));
    }

    /** {@return the executor of the scheduler that can be asked from here, such as {@code slurm}; {@code local} if there is none} */
    public Detected scheduler() {
        SchedulerHere here =
                ExecutorCatalogue.installed().scheduler(new ExecutorEnvironment(environment, false, false));
        return here.isThere()
                ? new Detected(here.type(), sentence(here.evidence()), Detected.Confidence.HIGH, List.of())
                : new Detected("local", sentence(here.evidence()), Detected.Confidence.LOW, List.of());
    }

    private static String sentence(String text) {
        String whole = text.endsWith(".") ? text : text + ".";
        return whole.isEmpty() ? whole : Character.toUpperCase(whole.charAt(0)) + whole.substring(1);
    }

    static Detected detected(ProjectFinding finding) {
        return new Detected(
                finding.value(),
                finding.reason(),
                Detected.Confidence.valueOf(finding.weight().name()),
                finding.candidates());
    }
}
