package io.trialog.project;

import io.trialog.exception.RefusedException;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.project.ConfigDirectories;
import io.trialog.internal.project.HsmConfig;
import io.trialog.internal.project.ProjectFinding;
import io.trialog.internal.project.ProjectTexts;
import io.trialog.internal.project.SchedulerOffers;
import io.trialog.internal.project.ScratchDirectories;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The first files of a project: {@code sweeps/trialog.yaml} and {@code sweeps/sweep.yaml}. Answers are detected, may be given, and are
 * written at the end. A file that exists is never touched. Not safe for use by several threads.
 *
 * <pre>{@code
 * ProjectSetup setup = ProjectSetup.of(Path.of("."));
 * setup.answers().forEach((question, answer) -> System.out.println(question + ": " + answer.value() + ", " + answer.reason()));
 * setup.write();
 * }</pre>
 */
public final class ProjectSetup {

    private static final String PYTHON = "python";
    private static final String SCRIPT = "script";
    private static final String CONFIG_DIR = "config-dir";
    private static final String LOCAL = "local";
    private static final String SCHEDULER = "scheduler";

    private final Path project;
    private final @Nullable HsmConfig hsm;
    private final Map<String, Detected> answers = new LinkedHashMap<>();

    private ProjectSetup(Path project, @Nullable HsmConfig hsm) {
        this.project = project;
        this.hsm = hsm;
    }

    /**
     * Looks at a project.
     *
     * @param project its directory
     * @return what was found, to be completed and written
     */
    public static ProjectSetup of(Path project) {
        Path directory = project.toAbsolutePath().normalize();
        ProjectSetup setup = new ProjectSetup(directory, HsmConfig.of(directory));
        setup.detect();
        return setup;
    }

    private void detect() {
        ProjectDetector detector = ProjectDetector.of(project);
        answers.put(PYTHON, said("paths.python_interpreter", detector.pythonInterpreter()));
        answers.put(SCRIPT, said("paths.train_script", detector.trainingScript()));
        answers.put(
                CONFIG_DIR,
                ProjectDetector.detected(
                        ConfigDirectories.find(project, answer(SCRIPT).value())));
        scheduler(detector.scheduler());
        answers.put(
                "time",
                said(
                        "slurm.walltime",
                        new Detected(
                                "01:00:00",
                                "Nobody says how long a trial takes.",
                                Detected.Confidence.LOW,
                                List.of())));
        ProjectFinding scratch = ScratchDirectories.find(ThisProcess.ofThisProcess());
        answers.put("scratch", ProjectDetector.detected(scratch));
    }

    /** One that is installed but does not answer is none here. */
    private void scheduler(Detected here) {
        if (LOCAL.equals(here.value())) {
            answers.put(SCHEDULER, here);
            return;
        }
        SchedulerOffers offers = new SchedulerOffers(String.valueOf(here.value()), ThisProcess.ofThisProcess());
        ProjectFinding partition = offers.partition();
        if (partition.candidates().isEmpty()) {
            String reason = here.reason() + " But the scheduler does not answer, so this file is for this machine.";
            answers.put(SCHEDULER, new Detected(LOCAL, reason, Detected.Confidence.LOW, List.of()));
            return;
        }
        answers.put(SCHEDULER, here);
        answers.put("partition", said("slurm.partition", ProjectDetector.detected(partition)));
        answers.put("gpus", ProjectDetector.detected(offers.gpus()));
    }

    /** What the configuration of hpc-sweep-manager says comes first. */
    private Detected said(String key, Detected found) {
        String text = hsm == null ? null : hsm.text(key);
        return hsm == null || text == null
                ? found
                : new Detected(
                        text,
                        project.relativize(hsm.file()) + " says so (" + key + ").",
                        Detected.Confidence.HIGH,
                        List.of());
    }

    private Detected answer(String question) {
        Detected answer = answers.get(question);
        if (answer == null) {
            throw new IllegalArgumentException("There is no question '" + question + "' here; there are "
                    + String.join(", ", answers.keySet()) + ".");
        }
        return answer;
    }

    /** {@return what was found, by question, in the order in which a person is asked} */
    public Map<String, Detected> answers() {
        return Map.copyOf(answers);
    }

    /** {@return the questions, in the order in which a person is asked} */
    public List<String> questions() {
        return List.copyOf(answers.keySet());
    }

    /**
     * Answers a question, instead of what was found.
     *
     * @param question one of {@link #questions()}
     * @param value the answer
     * @throws IllegalArgumentException if there is no such question
     */
    public void answer(String question, String value) {
        answer(question);
        answers.put(question, new Detected(value, "You said so.", Detected.Confidence.HIGH, List.of()));
        if (question.equals(SCRIPT)) {
            answers.put(CONFIG_DIR, ProjectDetector.detected(ConfigDirectories.find(project, value)));
        }
    }

    /** {@return what a user should know: what a configuration of hpc-sweep-manager holds, and its secrets by their keys} */
    public List<String> notes() {
        List<String> notes = new ArrayList<>();
        if (hsm != null) {
            notes.add(project.relativize(hsm.file()) + " was read; it stays as it is.");
            for (String key : hsm.secrets()) {
                boolean isUsed = key.equals(hsm.slack());
                notes.add(
                        project.relativize(hsm.file()) + " holds a secret in plain text (" + key + "). It is not copied"
                                + (isUsed ? ", but used in place by reference" : "") + ".\nMaybe "
                                + (isUsed ? "chmod 600 " + hsm.file() + ", or " : "")
                                + "export it as a variable, and write {env: NAME}.");
            }
        }
        return notes;
    }

    /**
     * Writes the files that are not there yet.
     *
     * @return the files that were written
     * @throws RefusedException if both exist, if nobody knows the training script or it does not exist, or if a file can't be written
     */
    public List<Path> write() {
        Detected script = answer(SCRIPT);
        if (script.value() == null) {
            throw new RefusedException("The training script must be known. " + script.reason() + "\nMaybe --script "
                    + (script.candidates().isEmpty()
                            ? "train.py"
                            : script.candidates().get(0)) + ".");
        }
        if (!Files.isRegularFile(project.resolve(script.value()))) {
            throw new RefusedException(
                    "The training script must be a file, but there is no " + script.value() + " in " + project + ".");
        }
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        Map<String, String> reasons = new LinkedHashMap<>();
        answers.forEach((question, answer) -> {
            values.put(question, answer.value());
            reasons.put(question, answer.reason());
        });
        ProjectTexts texts = new ProjectTexts(project, values, reasons, hsm);
        List<Path> written = new ArrayList<>();
        put("trialog.yaml", texts.projectFile(), written);
        put("sweep.yaml", texts.sweepFile(), written);
        if (written.isEmpty()) {
            throw new RefusedException("sweeps/trialog.yaml and sweeps/sweep.yaml exist, and are never overwritten."
                    + "\nMaybe edit them, or move them away.");
        }
        return written;
    }

    private void put(String name, String text, List<Path> written) {
        Path file = project.resolve("sweeps").resolve(name);
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(
                    file, text, StandardCharsets.UTF_8, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            written.add(file);
        } catch (FileAlreadyExistsException e) {
            return; // it is the user's
        } catch (IOException e) {
            throw new RefusedException("The file " + file + " can't be written: " + FileProblem.words(e));
        }
    }
}
