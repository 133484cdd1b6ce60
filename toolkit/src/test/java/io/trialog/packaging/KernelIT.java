package io.trialog.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.trialog.Study;
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
                .cell("s.close();\ns.ask()")
                .cell("Study.builder(\"empty\").minimize().open().plots().history()"));

        assertThat(error(cells.get(1)))
                .contains("There is no study 'nowhere'", "nowhere.yaml", "has at least four lines");
        assertThat(error(cells.get(3)))
                .contains("The first trial threw an exception", "java.lang.NullPointerException")
                .contains("(in the line 'return model.hashCode();')");
        assertThat(cells.get(3).messages("error").get(0).get("traceback").toString())
                .as("the third line of the cell")
                .containsPattern("lambda\\S*\\(#\\d+:3\\)");
        assertThat(error(cells.get(4))).contains("goal: MINIMIZE -> MAXIMIZE", "a new study needs another name");
        assertThat(cells.get(5).last("execute_result", "text/plain")).isEqualTo("true");
        assertThat(error(cells.get(6))).contains("The study 's' was closed", "Maybe open it again: Study.open(\"s\")");
        assertThat(cells.get(7).last("execute_result", "text/plain"))
                .isEqualTo("The study 'empty' has no trials yet, so there is nothing to draw. Run optimize first.");
        assertThat(cells).allSatisfy(KernelIT::assertNoStrayOutput);
    }

    /** Neither a line of a library's nor a frame of Trialog's own. */
    private static void assertNoStrayOutput(KernelSession.Output cell) {
        assertThat(cell.messages("stream")).isEmpty();
        assertThat(cell.messages("error"))
                .allSatisfy(message ->
                        assertThat(message.get("traceback").toString()).doesNotContain("at io.trialog."));
    }

    @Test
    void aStudyThatAnotherProcessHoldsGetsASentenceAndMayBeFollowed() throws Exception {
        try (Study held = Study.builder("held")
                .minimize()
                .under(scratch.resolve("studies"))
                .open()) {
            held.optimize(2, trial -> trial.suggestFloat("x", 0, 1));

            List<KernelSession.Output> cells = run(new KernelSession()
                    .cell(BEGIN)
                    .cell("Study.open(\"held\")")
                    .cell("Study.builder(\"held\").minimize().open()")
                    .cell("Study.follow(\"held\").progress().finished()"));

            for (KernelSession.Output refused : cells.subList(1, 3)) {
                assertThat(error(refused))
                        .contains("must have one controller, but process "
                                + ProcessHandle.current().pid() + " on ")
                        .contains(" holds it and is alive.\nMaybe read along (Study.follow, ");
            }
            assertThat(cells.get(3).last("execute_result", "text/plain")).isEqualTo("2");
            assertThat(cells).allSatisfy(KernelIT::assertNoStrayOutput);
        }
    }

    @Test
    void theJarIsFoundInTheLocalRepositoryWithoutANetwork() throws Exception {
        assumeNetworksCanBeCut();

        List<KernelSession.Output> cells = run(new KernelSession()
                .offline()
                .cell("new java.net.Socket().connect(new java.net.InetSocketAddress(\"192.0.2.1\", 443), 3000)")
                .cell(BEGIN)
                .cell("Study s = Study.builder(\"off\").minimize().seed(1).open();\n"
                        + "s.optimize(3, trial -> trial.suggestFloat(\"x\", 0, 1)).replay().verify().isGreen()"));

        assertThat(error(cells.get(0))).as("there is no network").contains("unreachable");
        assertThat(cells.get(2).last("execute_result", "text/plain")).isEqualTo("true");
        assertThat(cells.subList(1, 3)).allSatisfy(KernelIT::assertNoStrayOutput);
    }

    private static void assumeNetworksCanBeCut() throws Exception {
        Process process = new ProcessBuilder(
                        Python.interpreter(),
                        "-c",
                        "import ctypes, os\n"
                                + "exit(ctypes.CDLL(None).unshare(0x40000000 | (0x10000000 if os.geteuid() else 0)))")
                .start();
        assumeTrue(process.waitFor() == 0, "No network namespaces: this user may not make one.");
    }

    @Test
    void aKernelWithoutTheFlagsSaysWhichAreMissingAndWhoAddsThem() throws Exception {
        withoutFlags(jupyter.resolve("kernels/trialog/kernel.json"));

        List<KernelSession.Output> cells = run(new KernelSession()
                .cell(BEGIN)
                .cell("Study.builder(\"s\").minimize().durability(io.trialog.study.Durability.FULL).open();")
                .cell("Study.builder(\"t\").minimize().open().notes()"));

        assertThat(cells.get(2).last("execute_result", "text/plain"))
                .contains("--add-opens=java.base/java.lang.reflect=ALL-UNNAMED");
        assertThat(error(cells.get(1)))
                .contains("The event queue needs JVM flags that this JVM was started without")
                .contains("--add-opens=java.base/java.lang.reflect=ALL-UNNAMED")
                .contains("'kernel-setup/install' makes a kernel with them");
        assertThat(cells).allSatisfy(KernelIT::assertNoStrayOutput);
    }

    private static void withoutFlags(Path file) throws Exception {
        ObjectMapper json = new ObjectMapper();
        ObjectNode spec = (ObjectNode) json.readTree(file.toFile());
        ArrayNode argv = json.createArrayNode();
        spec.get("argv").forEach(word -> {
            if (!word.asText().startsWith("@")) {
                argv.add(word);
            }
        });
        assertThat(argv).hasSize(spec.get("argv").size() - 1);
        json.writeValue(file.toFile(), spec.set("argv", argv));
    }
}
