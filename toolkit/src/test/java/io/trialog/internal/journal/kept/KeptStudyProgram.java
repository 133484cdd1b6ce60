package io.trialog.internal.journal.kept;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.Trial;
import io.trialog.internal.remote.StudyRequest;
import io.trialog.space.FloatDistribution;
import io.trialog.space.NormalDistribution;
import io.trialog.study.Budget;
import io.trialog.study.OpenOptions;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Made the log in {@code kept-log-v1}: runs a short study in which everything happens that a log can tell, and writes it
 * down with neutral names of machine and places. Kept to show how; the log itself must never be made again.
 *
 * <p>Arguments: an empty directory to work in, and the directory for the result.
 */
final class KeptStudyProgram {

    private static final String TRAIN = """
            for a in "$@"; do case $a in --lr=*) lr=${a#--lr=};; --depth=*) depth=${a#--depth=};; esac; done
            if [ "$TRIALOG_TRIAL" = 3 ]; then echo "no data" >&2; exit 3; fi
            if [ "$TRIALOG_TRIAL" = 7 ] && [ "$TRIALOG_ATTEMPT" = 1 ]; then sleep 60; fi
            for s in 0 1 2; do
              echo "step=$s loss: $(awk "BEGIN { printf \\"%.17g\\", $lr * (4 - $s) + ${depth:-5} / 10 }")"
              sleep 0.1
            done
            echo "loss: $(awk "BEGIN { printf \\"%.17g\\", $lr + ${depth:-5} / 10 }")"
            """;

    private static final String FILE = """
            name: kept
            objective: {command: [sh, ../train.sh], workdir: work}
            metric: {name: loss, goal: minimize}
            parameters:
              lr: {distribution: log_uniform_values, min: 1.0e-4, max: 1.0}
              model: {values: [trees, net, 7, 7.5, true]}
              depth: {min: 2, max: 8, when: {model: [trees, net]}}
              temperature: {distribution: normal, mu: 1.0, sigma: 0.5}
              rate: {values: [0.1, 0.2], probabilities: [0.25, 0.75]}
            sampler: {type: tpe, seed: 20261121, startup_trials: 4}
            pruner: {type: median, startup_trials: 2, warmup_steps: 0}
            executor: {type: local, parallel: 2, poll: 20ms, retries: 3}
            """;

    private final Path root;
    private final Path file;

    private KeptStudyProgram(Path root) {
        this.root = root;
        this.file = root.resolve("kept.yaml");
    }

    public static void main(String[] arguments) throws Exception {
        Path root = Path.of(arguments[0]).toRealPath();
        KeptStudyProgram program = new KeptStudyProgram(root);
        program.firstController();
        program.requests();
        program.interruptedAndContinued();
        program.takeover();
        new Transcript(root).write(root.resolve("kept"), Path.of(arguments[1]));
    }

    private Study open() {
        return Study.open(OpenOptions.of(file.toString()).withRoot(root));
    }

    /** Epoch 1: enqueued, pruned and failed trials, one told by hand, and attributes of every kind. */
    private void firstController() throws IOException {
        Files.writeString(root.resolve("train.sh"), TRAIN);
        Files.createDirectory(root.resolve("work"));
        Files.writeString(file, FILE);
        try (Study study = open()) {
            Map<String, Object> odd = new LinkedHashMap<>();
            odd.put("$double", "NaN");
            odd.put("nan", Double.NaN);
            odd.put("zero", -0.0);
            odd.put("text", "é \u2028 \ud83d\ude00 \"hash\":\"x\"\n");
            study.setUserAttribute("odd", odd);
            study.enqueue(Map.of("lr", 0.5, "model", "trees"));
            study.optimize(5);
            Trial trial = study.ask();
            trial.report(Map.of("loss", Double.NaN, "auc", Double.NEGATIVE_INFINITY), 0);
            trial.report(Map.of("loss", 1e22, "auc", Double.MIN_VALUE), 1);
            trial.suggest("extra", new FloatDistribution(0, 1, 0.25, false));
            trial.suggest("lr", new NormalDistribution(0, 1, 0, false));
            trial.setUserAttribute("by", "hand");
            trial.setConstraint("memory", -0.5);
            study.tell(trial, 0.625);
        }
    }

    /** Epochs 2 and 3: other processes ask for something. */
    private void requests() {
        Path study = root.resolve("kept");
        Duration patience = Duration.ofSeconds(10);
        new StudyRequest(study, "void", Map.of("trial", 1L, "reason", "wrong data")).send(patience);
        new StudyRequest(study, "enqueue", Map.of("params", Map.of("lr", 0.25))).send(patience);
    }

    /** Epochs 4 and 5: an edited file, an interrupted trial that gets a new attempt, one that can't be started. */
    private void interruptedAndContinued() throws Exception {
        Files.writeString(file, FILE.replace("max: 1.0}", "max: 0.5}"));
        try (Study study = open()) {
            Thread optimizing = new Thread(() -> study.optimize(10), "optimizing");
            optimizing.start();
            while (study.view().trialCount() < 9 || study.trial(7).state() != TrialState.RUNNING) {
                TimeUnit.MILLISECONDS.sleep(20);
            }
            TimeUnit.MILLISECONDS.sleep(500);
            study.interrupt(Duration.ofSeconds(20));
            optimizing.join();
        }
        try (Study study = open()) {
            study.optimize(10);
            Files.delete(root.resolve("work"));
            assertThatThrownBy(() -> study.optimize(new Budget(12, null, 1))).hasMessageContaining("does not exist");
            Files.createDirectory(root.resolve("work"));
        }
    }

    /** Epoch 6: taken over from a controller on a machine that nobody reaches. */
    private void takeover() throws IOException {
        Files.writeString(root.resolve("kept/controller.lock"), """
                {"token":"t","host":"node7","bootId":"another","pidSpace":"","pid":12,"startTime":34,"job":"4711",\
                "epoch":5,"directory":"%s"}""".formatted(root.resolve("kept")));
        OpenOptions options = OpenOptions.of(file.toString()).withRoot(root);
        try (Study study = Study.open(options.withIntent(OpenOptions.Intent.TAKEOVER))) {
            study.optimize(14);
            study.ask();
            study.enqueue(Map.of("rate", 0.2));
            study.setUserAttribute("list", List.of(1, 1.0, "1", true));
        }
    }
}
