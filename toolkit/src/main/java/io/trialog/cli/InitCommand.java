package io.trialog.cli;

import io.trialog.project.Detected;
import io.trialog.project.ProjectSetup;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog init}: writes the first files of a project. */
@Command(
        name = "init",
        customSynopsis = "trialog init [DIR] [--interactive] [OPTIONS]",
        description = {
            "Writes a project's first sweep file: finds its Python, training script, configurations and scheduler.",
            "",
            "Writes sweeps/trialog.yaml and sweeps/sweep.yaml. Nothing of the project is run, and no file is overwritten."
        },
        footer = {
            "",
            "Examples:",
            "  trialog init",
            "  trialog init --script train.py --partition gpu --gpus 1",
            "  trialog init --interactive                    asks about each answer"
        })
final class InitCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", arity = "0..1", paramLabel = "DIR", description = "The project (default: this directory).")
    private Path directory = Path.of("");

    @Option(names = "--interactive", description = "Ask about each answer; an empty line keeps it.")
    private boolean interactive;

    @Option(names = "--python", paramLabel = "PATH", description = "The Python of the project.")
    private @Nullable String python;

    @Option(names = "--script", paramLabel = "FILE", description = "The training script.")
    private @Nullable String script;

    @Option(names = "--config-dir", paramLabel = "DIR", description = "The directory of the configurations.")
    private @Nullable String configDirectory;

    @Option(names = "--partition", paramLabel = "NAME", description = "The partition or queue of the trials' jobs.")
    private @Nullable String partition;

    @Option(names = "--gpus", paramLabel = "GPUS", description = "The GPUs of a trial, as the scheduler names them.")
    private @Nullable String gpus;

    @Option(names = "--time", paramLabel = "TIME", description = "How long a trial may take, such as 04:00:00.")
    private @Nullable String time;

    InitCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        ProjectSetup setup = ProjectSetup.of(directory);
        given().forEach((question, value) -> {
            if (!setup.questions().contains(question)) {
                throw new UsageException("--" + question + " needs a scheduler, but there is none here: "
                        + Objects.requireNonNull(setup.answers().get("scheduler"))
                                .reason());
            }
            setup.answer(question, value);
        });
        if (interactive && !trialog.terminal().live()) {
            throw new UsageException("--interactive needs a terminal. These flags answer instead: "
                    + setup.questions().stream()
                            .filter(question -> !question.equals("scheduler") && !question.equals("scratch"))
                            .map(question -> "--" + question)
                            .collect(Collectors.joining(", "))
                    + ".");
        }
        for (String question : setup.questions()) {
            trialog.print(line(question, setup.answers().get(question)));
            if (interactive) {
                ask(setup, question);
            }
        }
        setup.notes().forEach(note -> trialog.print("note: " + note));
        setup.write().forEach(file -> trialog.print("Written: " + file));
        trialog.print("'trialog sweep --count' counts the trials of sweeps/sweep.yaml, 'trialog sweep' runs them.");
        return Exit.DONE;
    }

    private Map<String, String> given() {
        Map<String, String> given = new LinkedHashMap<>();
        put(given, "python", python);
        put(given, "script", script);
        put(given, "config-dir", configDirectory);
        put(given, "partition", partition);
        put(given, "gpus", gpus);
        put(given, "time", time);
        return given;
    }

    private static void put(Map<String, String> given, String question, @Nullable String value) {
        if (value != null) {
            given.put(question, value);
        }
    }

    private static String line(String question, @Nullable Detected answer) {
        return answer == null
                ? question
                : question + ": " + (answer.value() == null ? "unknown" : answer.value()) + "\n    " + answer.reason();
    }

    private void ask(ProjectSetup setup, String question) {
        if (question.equals("scheduler")) {
            return; // the scheduler is there, or it is not
        }
        String answer = trialog.terminal().ask("  keep it? (empty line, or another answer) ");
        if (answer != null && !answer.isBlank()) {
            setup.answer(question, answer.strip());
        }
    }
}
