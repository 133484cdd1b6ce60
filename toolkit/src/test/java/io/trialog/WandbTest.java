package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.protocol.command.WandbVariables;
import io.trialog.study.OpenOptions;
import io.trialog.testing.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The client of Weights &amp; Biases in a trial's program finds what the study file says. */
@Tag("processes")
class WandbTest {

    private static final WandbVariables.Run RUN = new WandbVariables.Run("apple", "019a-12345678", 7, 2);

    @TempDir
    private Path root;

    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    private Study study(String more) throws IOException {
        Path file = Files.writeString(root.resolve("apple.yaml"), """
                metric: {name: loss, goal: minimize}
                parameters: {x: {min: 0.0, max: 1.0}}
                sampler: {type: random, seed: 3}
                executor: {type: local, parallel: 1}
                """ + more);
        Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root));
        study.onNotice(notes::add);
        return study;
    }

    @Test
    void anAttemptHasARunOfItsOwn() {
        assertThat(WandbVariables.of(Map.of("project", "fruit", "tags", List.of("night")), RUN, root, false, Map.of()))
                .isEqualTo(Map.of(
                        "WANDB_PROJECT", "fruit",
                        "WANDB_RUN_GROUP", "apple-12345678",
                        "WANDB_JOB_TYPE", "trial",
                        "WANDB_NAME", "apple-0007-2",
                        "WANDB_RUN_ID", "019a-12345678-7-2",
                        "WANDB_TAGS", "trialog,apple,night",
                        "WANDB_DIR", root.toString(),
                        "WANDB_SILENT", "true"));
    }

    @Test
    void aRequeuedJobGoesOnWithItsRunAndWhatTheUserDecidedStays() {
        Map<String, String> variables = WandbVariables.of(
                Map.of("mode", "offline", "group", "mine"),
                RUN,
                root,
                true,
                Map.of("WANDB_MODE", "disabled", "WANDB_SILENT", "false", "WANDB_API_KEY", "secret"));

        assertThat(variables)
                .containsEntry("WANDB_RESUME", "allow")
                .containsEntry("WANDB_RUN_GROUP", "mine")
                .doesNotContainKeys("WANDB_MODE", "WANDB_SILENT", "WANDB_SWEEP_ID", "WANDB_API_KEY");
    }

    @Test
    void theRealClientLeavesAnOffLineRunInTheTrialsDirectory() throws Exception {
        Python.assume("wandb");
        Files.writeString(root.resolve("train.py"), """
                import wandb
                run = wandb.init()
                run.log({"acc": 0.5})
                print("is", run.project, run.group, run.name, run.id, run.job_type, ",".join(run.tags), run.settings.mode)
                run.finish()
                print("loss: 0.25")
                """);
        try (Study study = study("objective: {command: ['" + Python.interpreter() + "', train.py]}\n"
                + "wandb: {project: fruit, group: basket, tags: [night], mode: offline}\n")) {
            study.optimize(1);

            Path trial = root.resolve("apple/trials/0000-0999/0000/attempt-1");
            assertThat(Files.readString(trial.resolve("out.log")))
                    .containsPattern("is fruit basket apple-0000 \\S+-0-1 trial \\S*night\\S* offline");
            try (Stream<Path> runs = Files.list(trial.resolve("wandb"))) {
                assertThat(runs.map(run -> run.getFileName().toString()))
                        .anyMatch(name -> name.startsWith("offline-run-"));
            }
            assertThat(notes)
                    .containsExactly("W&B's client left 1 off-line run.\nMaybe send them: wandb sync '"
                            + root.resolve("apple/trials") + "'/*/*/attempt-*/wandb/offline-run-*");
        }
    }

    @Test
    void whatTheClientWouldNotTakeIsRefused() {
        assertThatThrownBy(() -> study("wandb: {tags: ['a,b']}\n"))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining("'wandb.tags' must be tags of at most 64 characters, without a comma");
        assertThatThrownBy(() -> study("wandb: {mode: often}\n")).hasMessageContaining("online, offline, disabled");
        assertThatThrownBy(() -> study("wandb: {api_key: x}\n"))
                .hasMessageContaining("Unknown key 'api_key' in 'wandb'");
    }
}
