package io.trialog.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.Python;
import io.trialog.testing.SlurmCluster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every notebook in {@code notebooks/}, executed in every kernel that {@code -Dtrialog.kernels} names: {@code trialog}, which
 * {@code kernel-setup/install} makes and which is the default, or a Java kernel that a person has installed, for example
 * {@code ijava}.
 */
class NotebooksIT {

    private static final String KERNELS = System.getProperty("trialog.kernels", "trialog");

    private static final String ON_SLURM = "04-on-slurm.ipynb";

    /** What must be read in the end, whatever the kernel. Every notebook stands here. */
    private static final Map<String, List<String>> KEY_RESULTS = Map.of(
            "00-quickstart.ipynb",
            List.of(
                    "Study 'higgs': 0 complete, 0 pruned, 0 failed, 0 running",
                    "[text/html] higgs: [6/6] ",
                    "Done: 6 trials are finished",
                    "[text/html] ",
                    "VERIFIED\n",
                    "row by row",
                    "replay: 6 asks"),
            "01-audit-and-time-travel.ipynb",
            List.of(
                    "Done: 6 trials are finished (4 complete, 2 pruned, 0 failed, 0 running).",
                    "trial 3: median of 3 completed trials at step 3",
                    "(step 3, 0.649298 against 0.603142 of 3)",
                    "median of 3 values by hand: 0.603142, exactly as the log says",
                    "  3 complete trials, 0 pruned, 0 failed\n",
                    "Study 'audited-fork': 3 complete, 0 pruned, 0 failed, 0 running",
                    "VERIFIED\n  log: 115 events",
                    "VERIFIED\n  log: 114 events"),
            "02-bring-your-own-program.ipynb",
            List.of(
                    "Done: 6 trials are finished",
                    "\n  accuracy  0.",
                    "Done: 7 trials are finished",
                    "trial 6 of 'moons': PRUNED",
                    "was worse than 0.", // the threshold
                    "[text/html] epoch 1: loss 0.6931\nepoch 2: loss 0.6931",
                    "[text/html] Importance of parameters for loss in 'moons'",
                    "[text/html] History of loss (minimize) in 'moons'",
                    "moons.html, 1."),
            "03-sql-and-optuna.ipynb",
            List.of(
                    "\nCOMPLETE      5 ",
                    "\nPRUNED        1 ",
                    "\n4             58.607160952  28.641888571  4 ",
                    "VERIFIED\n",
                    "Optuna sees 6 trials; the best is ",
                    "Trialog sees 6 trials; the best is "),
            ON_SLURM,
            List.of(
                    "\n#SBATCH --cpus-per-task=1\n",
                    " to start at ", // what Slurm says of the script
                    "Interrupted: ",
                    "on without this process and",
                    " RUNNING ",
                    "Done: 12 trials are finished",
                    " jobs ran ",
                    "[text/html] Timeline of 'higgs-slurm'",
                    "The study 'higgs-slurm' ",
                    "takes over when that ends",
                    "Done: 13 trials are finished",
                    "VERIFIED\n"),
            "05-two-objectives.ipynb",
            List.of(
                    "Done: 6 trials are finished (6 complete (2 not feasible)",
                    "[text/html] Pareto front of 'detector'",
                    "constraints.quiet: \"false_alarms <= 0.05\" -> \"false_alarms <= 0.02\"",
                    "Stopped by stop_when.stagnation (",
                    "VERIFIED\n",
                    "Optuna draws a front of ",
                    "[image/png] "));

    @TempDir
    Path scratch;

    @TestFactory
    List<DynamicTest> everyNotebookRunsInEveryKernelWithoutAStrayLine() throws Exception {
        Python.assume("nbclient, optuna");
        List<DynamicTest> tests = new ArrayList<>();
        for (String kernel : KERNELS.split(",", -1)) {
            Path jupyter = TestKernel.prepare(Files.createDirectory(scratch.resolve(kernel)), kernel);
            for (Path notebook : notebooks()) {
                String name = notebook.getFileName().toString();
                tests.add(DynamicTest.dynamicTest(name + " in " + kernel, () -> execute(jupyter, kernel, notebook)));
            }
        }
        return tests;
    }

    private void execute(Path jupyter, String kernel, Path notebook) throws Exception {
        String name = notebook.getFileName().toString();
        Path directory = Files.createDirectories(scratch.resolve(kernel).resolve("notebooks of " + name));
        copyPrograms(directory);
        if (name.equals(ON_SLURM)) {
            SlurmCluster.assume();
            Files.createSymbolicLink(directory.resolveSibling("toolkit"), TestKernel.ROOT.resolve("toolkit"));
        }

        String shown = Python.output(
                directory,
                NotebooksIT.class,
                "notebook.py",
                jupyter.toString(),
                kernel,
                notebook.toString(),
                directory.toString());

        assertThat(KEY_RESULTS).as("what is to be read in the notebook").containsKey(name);
        assertThat(shown)
                .contains(KEY_RESULTS.get(name))
                .doesNotContain("stderr:")
                .doesNotContain("SLF4J");
    }

    private static List<Path> notebooks() throws IOException {
        try (Stream<Path> files = Files.list(TestKernel.ROOT.resolve("notebooks"))) {
            return files.filter(file -> file.toString().endsWith(".ipynb"))
                    .filter(file -> !file.toString().endsWith(".executed.ipynb"))
                    .sorted()
                    .toList();
        }
    }

    private static void copyPrograms(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(TestKernel.ROOT.resolve("notebooks"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, directory.resolve(file.getFileName()));
            }
        }
        Path client = TestKernel.ROOT.resolve("toolkit/clients/trialog.py");
        Files.copy(client, directory.resolve(client.getFileName()));
    }
}
