package io.trialog.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.testing.Eventually;
import io.trialog.testing.Python;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The form over a project of the real Hydra: by scripted keys in tmux, and in a pipe. */
@Tag("processes")
class ConfigureCommandTest {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    private Path project;

    private String socket = "";

    @BeforeEach
    void prepare() throws Exception {
        Python.assume("hydra");
        Files.writeString(project.resolve("pyproject.toml"), "[project]\nname = 'digits'\n");
        Files.writeString(project.resolve("train.py"), """
                import hydra

                @hydra.main(version_base=None, config_path="conf", config_name="config")
                def main(config):
                    return config.lr

                if __name__ == "__main__":
                    main()
                """);
        Path groups = Files.createDirectories(project.resolve("conf").resolve("model"));
        Files.writeString(
                project.resolve("conf/config.yaml"),
                "defaults: [{model: net}, _self_]\nlr: 0.01\nrun: ${lr}\nseed: 0\n");
        Files.writeString(groups.resolve("net.yaml"), "width: 64\n");
        Files.writeString(groups.resolve("trees.yaml"), "depth: 4\n");
    }

    @AfterEach
    void endTmux() throws Exception {
        if (!socket.isEmpty()) {
            tmux("kill-server");
        }
    }

    private String tmux(String... words) throws Exception {
        List<String> line = new ArrayList<>(List.of("tmux", "-L", socket, "-f", "/dev/null"));
        line.addAll(Arrays.asList(words));
        Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    /** The command in a terminal of 80 by 24 with the locale C; its code, and the terminal's state before and after, go to files. */
    private void start() throws Exception {
        assumeTrue(
                new ProcessBuilder("sh", "-c", "command -v tmux >/dev/null")
                                .start()
                                .waitFor()
                        == 0,
                "There is no tmux.");
        socket = "trialog-" + ProcessHandle.current().pid() + "-" + System.nanoTime();
        Path script = Files.writeString(project.resolve("start.sh"), """
                stty -g >before
                sh -c 'echo $$ >pid; exec "$@"' sh '%s' @'%s' -XX:TieredStopAtLevel=1 -cp '%s' %s configure --python '%s'
                echo $? >code
                stty -g >after
                """.formatted(
                        Path.of(System.getProperty("java.home"), "bin", "java"),
                        Path.of("config", "vm.args").toAbsolutePath(),
                        System.getProperty("java.class.path"),
                        Main.class.getName(),
                        Python.interpreter()));
        tmux(
                "new-session",
                "-d",
                "-x",
                "80",
                "-y",
                "24",
                "-s",
                "s",
                "-c",
                project.toString(),
                "env LANG=C LC_ALL=C TRIALOG_HOME=studies bash " + script + "; sleep 600");
        awaitScreen("space: off/values/range");
    }

    private String screen() throws Exception {
        return tmux("capture-pane", "-p", "-t", "s");
    }

    private void awaitScreen(String text) throws Exception {
        Eventually.holds("the screen shows " + text, PATIENCE, () -> shows(text));
    }

    private boolean shows(String text) {
        try {
            return screen().contains(text);
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void awaitEnd() throws Exception {
        Eventually.holds(
                "the command ends",
                PATIENCE,
                () -> Files.exists(project.resolve("after")) && size(project.resolve("after")) > 0);
        assertThat(project.resolve("after"))
                .as("the terminal is as it was")
                .hasSameTextualContentAs(project.resolve("before"));
    }

    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException e) {
            return 0;
        }
    }

    @Test
    void keysFillTheFormThatFollowsTheTerminalsSize() throws Exception {
        start();
        assertThat(screen())
                .contains("model        net   ", "(a group)", "run          ${lr}", "(follows)")
                .isASCII();
        tmux("send-keys", "-t", "s", "Down", "Space"); // ESC [ B or ESC O B
        awaitScreen("[x] net, trees");
        awaitScreen("model.depth");
        tmux("resize-window", "-t", "s", "-x", "60", "-y", "12");
        Eventually.holds("the form has 60 columns", PATIENCE, () -> shows("\n" + "-".repeat(59) + "\n"));
        tmux("send-keys", "-t", "s", "v");
        awaitScreen("model: {values: [net, trees]}");
        tmux("send-keys", "-t", "s", "v", "s");
        awaitEnd();

        assertThat(project.resolve("code")).hasContent("0");
        assertThat(project.resolve("sweeps/sweep.yaml"))
                .content()
                .contains("parameters:\n  model: {values: [net, trees]}\nsampler: grid\n");
        assertThat(screen()).contains("Wrote sweeps/sweep.yaml.");
    }

    @Test
    void whoLeavesOrIsEndedLeavesNothingBehind() throws Exception {
        start();
        tmux("send-keys", "-t", "s", "Space", "a", "c", "c");
        awaitScreen("> acc_");
        tmux("send-keys", "-t", "s", "Escape");
        awaitScreen("space: off/values/range");
        tmux("send-keys", "-t", "s", "q");
        awaitEnd();
        assertThat(project.resolve("code")).hasContent("130");
        assertThat(project.resolve("sweeps")).doesNotExist();
    }

    @Test
    void aFormThatIsKilledGivesTheTerminalBack() throws Exception {
        start();
        String pid = Files.readString(project.resolve("pid")).strip();
        assertThat(new ProcessBuilder("kill", "-TERM", pid).start().waitFor()).isZero();
        awaitEnd();
        assertThat(project.resolve("code")).hasContent("143");
        assertThat(project.resolve("sweeps")).doesNotExist();
    }

    @Test
    void inAPipeItAsksPlainQuestionsAndTheFileRuns() throws Exception {
        CommandLineInTest trialog = new CommandLineInTest(project);
        Path out = project.resolve("sweeps").resolve("lr.yaml");
        Process process = trialog.start("configure", "--out", out.toString(), "--python", Python.interpreter());
        process.getOutputStream().write("\n\n0.1, 0.2\n\ndone\n".getBytes(StandardCharsets.UTF_8));
        process.getOutputStream().close();
        assertThat(process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isTrue();
        assertThat(trialog.errOfProcess()).isEmpty();
        assertThat(trialog.outOfProcess())
                .contains("model = net (of net, trees): ", "lr = 0.01 (values between commas")
                .contains(" = 2 trials\nWrote ");
        assertThat(trialog.call("sweep", out.toString(), "--count").out()).contains("2 trials");
        assertThat(trialog.call("configure", "--out", out.toString()).err()).contains("is there already");
    }

    @Test
    void aProjectWithoutHydraOrWithABrokenConfigurationIsToldSo() throws Exception {
        CommandLineInTest trialog = new CommandLineInTest(project);
        String out = project.resolve("sweeps/x.yaml").toString();
        Files.writeString(project.resolve("conf/config.yaml"), "defaults: [{model: tress}]\n");
        assertThat(trialog.call("configure", "--out", out, "--python", Python.interpreter())
                        .err())
                .contains("does not compose", "tress");
        Files.writeString(project.resolve("plain.py"), "print('loss: 1')\n");
        assertThat(trialog.call(
                                "configure",
                                "--out",
                                out,
                                "--script",
                                project.resolve("plain.py").toString(),
                                "--python",
                                "python3")
                        .err())
                .contains("has no main function of Hydra");
    }
}
