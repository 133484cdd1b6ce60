package io.trialog.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.notebook.KernelSession;
import io.trialog.testing.Eventually;
import io.trialog.testing.Python;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a user does in a notebook besides running its cells: stops them, kills the kernel, changes a cell, makes mistakes. */
class KernelIT {

    private static final String BEGIN = "%maven io.trialog:trialog:" + version() + "\nimport io.trialog.*;";

    @TempDir
    Path scratch;

    private Path jupyter;

    @BeforeEach
    void prepare() throws Exception {
        Python.assume("jupyter_client");
        jupyter = TestKernel.prepare(scratch, "trialog");
    }

    private static String version() {
        return TestKernel.JAR.getFileName().toString().replaceAll("^trialog-|\\.jar$", "");
    }

    private List<KernelSession.Output> run(KernelSession cells) throws Exception {
        return cells.run(jupyter, "trialog", scratch);
    }

    private static String error(KernelSession.Output cell) {
        return cell.messages("error").get(0).get("evalue").asText();
    }

    @Test
    void aCellThatIsStoppedLeavesNoProcessBehindAndSaysHowToGoOn() throws Exception {
        String mark = "trialog-kernel-it-" + ProcessHandle.current().pid();
        Files.writeString(scratch.resolve("slow.yaml"), """
                name: slow
                objective: {command: [sh, -c, 'sleep 300; : %s']}
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                executor: {type: local, parallel: 20, grace: 3s}
                """.formatted(mark));

        List<KernelSession.Output> cells = run(new KernelSession()
                .cell(BEGIN)
                .interrupted("Study slow = Study.open(\"slow\");\nslow.optimize(40)", 8, 12)
                .cell("slow.progress().running().size()"));

        assertThat(cells.get(1).last("update_display_data", "text/plain"))
                .contains(
                        "Interrupted: 0 trials are finished (0 complete, 0 pruned, 0 failed, 0 running, 20 to run again)")
                .contains("20 trials had not ended and get new attempts when the study is run again.")
                .contains("To go on, run the cell again: nothing runs twice.");
        assertThat(cells.get(2).last("execute_result", "text/plain")).isEqualTo("20");
        Eventually.holds(
                "no process is left",
                Duration.ofSeconds(20),
                () -> ProcessHandle.allProcesses()
                        .noneMatch(process ->
                                process.info().commandLine().orElse("").contains(mark)));
    }

    @Test
    void aKernelThatIsKilledLosesNothingAndTheNextOneGoesOn() throws Exception {
        String open = "Study s = Study.builder(\"killed\").minimize().seed(3).open();\n";
        String objective = "trial -> { double x = trial.suggestFloat(\"x\", 0, 1); Thread.sleep(20); return x; }";
        List<KernelSession.Output> before = run(new KernelSession()
                .cell(BEGIN)
                .cell(open + "s.optimizeAsync(100000, " + objective + ")", 3)
                .cell("s.finishedTrials()"));
        int finished = Integer.parseInt(before.get(2).last("execute_result", "text/plain"));

        List<KernelSession.Output> after = run(new KernelSession()
                .cell(BEGIN)
                .cell(open + "s.finishedTrials()")
                .cell("s.optimizeMore(5, " + objective + ").replay().verify().isGreen()"));

        assertThat(before.get(1).messages("update_display_data"))
                .anyMatch(message -> message.get("late").asBoolean());
        assertThat(Integer.parseInt(after.get(1).last("execute_result", "text/plain")))
                .isGreaterThanOrEqualTo(finished);
        assertThat(after.get(2).last("execute_result", "text/plain")).isEqualTo("true");
    }

    @Test
    void mistakesGetASentenceAndNoStrayOutput() throws Exception {
        List<KernelSession.Output> cells = run(new KernelSession()
                .cell(BEGIN)
                .cell("Study.open(\"nowhere\")")
                .cell("Study s = Study.builder(\"s\").minimize().seed(1).open();")
                .cell("s.optimize(9, trial -> {\n  Object model = null;\n  return model.hashCode();\n})")
                .cell("Study.builder(\"s\").maximize().open()")
                .cell("Study.builder(\"s\").minimize().open() == s")
                .cell("s.close();\ns.ask()"));

        assertThat(error(cells.get(1)))
                .contains("There is no study 'nowhere'", "nowhere.yaml", "has at least four lines");
        assertThat(error(cells.get(3))).contains("Too many trials failed in a row", "java.lang.NullPointerException");
        assertThat(cells.get(3).messages("error").get(0).get("traceback").toString())
                .as("the third line of the cell")
                .containsPattern("lambda\\S*\\(#\\d+:3\\)");
        assertThat(error(cells.get(4))).contains("goal: MINIMIZE -> MAXIMIZE", "a new study needs another name");
        assertThat(cells.get(5).last("execute_result", "text/plain")).isEqualTo("true");
        assertThat(error(cells.get(6))).contains("The study 's' was closed", "Maybe open it again: Study.open(\"s\")");
        assertThat(cells).allSatisfy(cell -> assertThat(cell.messages("stream")).isEmpty());
    }
}
