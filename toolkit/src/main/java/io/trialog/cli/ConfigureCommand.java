package io.trialog.cli;

import io.trialog.internal.configure.FormFile;
import io.trialog.internal.configure.FormQuestions;
import io.trialog.internal.configure.ProjectForm;
import io.trialog.internal.configure.SweepForm;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog configure}: a sweep file from a form over the project's configuration. */
@Command(
        name = "configure",
        description = {
            "Makes a sweep file of a project with Hydra: you choose what varies, and how.",
            "",
            "Shows the composed configuration, and counts the trials. On a terminal it is a form; in a pipe it asks plain questions."
        },
        footer = {
            "",
            "Examples:",
            "  trialog configure",
            "  trialog configure --out sweeps/lr.yaml",
            "  trialog configure --from-file conf/config.yaml    begins with hydra.sweeper and hydra.launcher of that file"
        })
final class ConfigureCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Option(
            names = "--from-file",
            paramLabel = "FILE",
            description =
                    "Begin with what a sweep file says, or the Optuna sweeper and submitit launcher of a Hydra config.")
    private @Nullable Path from;

    @Option(names = "--out", paramLabel = "FILE", description = "The file to write (default: sweeps/sweep.yaml).")
    private Path out = Path.of("sweeps", "sweep.yaml");

    @Option(names = "--script", paramLabel = "FILE", description = "The program, where several could be meant.")
    private @Nullable Path script;

    @Option(names = "--python", paramLabel = "FILE", description = "The Python that runs it.")
    private @Nullable String python;

    @Option(names = "--force", description = "Write over a file that is there.")
    private boolean force;

    ConfigureCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() throws IOException {
        if (Files.exists(out) && !force) {
            throw new UsageException("The file " + out + " is there already.\nMaybe --out another file, or --force.");
        }
        ProjectForm project =
                ProjectForm.find(out, script, python, trialog.terminal().environment());
        SweepForm form = project.form();
        String more = "";
        if (from != null) {
            FormFile file = FormFile.read(from, form);
            form = file.form();
            more = file.more();
            file.notes().forEach(note -> trialog.print("note: " + note));
        }
        SweepForm filled = filled(form);
        if (filled.end() == SweepForm.End.CANCELLED) {
            trialog.print("Nothing was written.");
            return Exit.INTERRUPTED;
        }
        ProjectForm.write(out, project.text(filled, out, more));
        trialog.print("Wrote " + out + ".");
        trialog.print("'trialog sweep " + out + " --count' counts its trials, 'trialog sweep " + out + "' runs them.");
        return Exit.DONE;
    }

    private SweepForm filled(SweepForm form) throws IOException {
        if (trialog.terminal().live()) {
            return new FormTerminal(trialog.terminal().environment()).fill(form);
        } else if (from != null) {
            return form;
        }
        BufferedReader answers =
                new BufferedReader(new InputStreamReader(trialog.terminal().in(), Terminal.charset()));
        return FormQuestions.fill(form, question -> ask(question, answers), trialog::print);
    }

    private @Nullable String ask(String question, BufferedReader answers) {
        trialog.print(question);
        try {
            return answers.readLine();
        } catch (IOException e) {
            return null;
        }
    }
}
