package io.trialog.internal.journal.kept;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Made the logs in {@code kept-logs-0.1} that need no cluster: runs studies with the jar of Trialog 0.1 and writes down what
 * happened, with neutral names of machine and places. Kept to show how; the logs themselves must never be made again.
 *
 * <p>Arguments: the jar of 0.1, an empty directory to work in, the directory for the result, and the names of the logs to make.
 */
final class KeptLogs01Program {

    /** Values on few levels, so that trials are equal at every step and in the end. */
    private static final String TIED_STEPS = """
            level=$(( x / 3 + ${y:-0} ))
            for s in 1 2 3 4; do
              echo "step=$s loss: $(( level + 4 - s ))"
              sleep 0.08
            done
            echo "loss: $level"
            """;

    private static final String TIED_FILE = """
            metric: {name: loss, goal: %s}
            parameters:
              x: {min: 0, max: 8, step: 2}
              y: {values: [0, 1]}
            sampler: {type: %s, seed: 20261129}
            pruner: {type: %s}
            executor: {type: local, parallel: 2, poll: 20ms, prune_grace: 200ms, grace: 500ms}
            """;

    private static final String PRINTED = """
            slow() { for s in 1 2 3 4 5 6; do echo "epoch $s: loss: $1"; sleep 0.1; done; }
            case $TRIALOG_TRIAL in
              4) trap '' TERM; slow 9; echo "OPTUNA_SCORE: 0.25"; exit 0;;
              5) echo "epoch 1: loss: 9"; sleep 60;;
              6) trap '' TERM; echo "epoch 1: loss: 9"; while :; do sleep 0.1; done;;
              7) echo "epoch 1: loss: 9"; until [ -e "$TRIALOG_PRUNE" ]; do sleep 0.02; done; exit 79;;
              8) echo "epoch 1: loss: 0.125"; exit 79;;
              9) exit 79;;
              10) echo "epoch 1: loss: 9"; until [ -e "$TRIALOG_PRUNE" ]; do sleep 0.02; done; exit 3;;
              11) for s in 1 2 3; do echo "epoch $s: loss: 9"; done; echo "OPTUNA_SCORE: 0.5"; exit 0;;
              12) echo "epoch 1: loss: 9"; sleep 0.3; kill -KILL $(wrapper); sleep 60;;
              13) echo "epoch 1: loss: nan"; sleep 60;;
              *) slow "$x"; echo "OPTUNA_SCORE: $x";;
            esac
            """;

    private static final String PRINTED_FILE = """
            metric: {name: loss, goal: minimize}
            parameters: {x: {min: 0.0, max: 1.0, step: 0.25}}
            sampler: {type: tpe, startup_trials: 3, seed: 20261130}
            pruner: {type: median, startup_trials: 2, warmup_steps: 0}
            executor: {type: local, parallel: 1, poll: 20ms, prune_grace: 1s, grace: 300ms}
            """;

    private static final String ATTEMPTS = """
            case $t in
              0-1) sleep 0.2; kill -KILL $(wrapper); sleep 60;;
              1-*) sleep 0.2; kill -KILL $(wrapper); sleep 60;;
              2-1) sleep 0.2; kill -TERM $(wrapper); sleep 60;;
              3-1) : >"$TRIALOG_RESUME"; exit 85;;
              4-1) : >"$TRIALOG_RESUME"; sleep 60;;
              5-*) echo "no data" >&2; exit 3;;
              6-*) no-such-program; exit 127;;
              7-*) exit 126;;
              8-*) kill -SEGV $$;;
              9-*) kill -KILL $$;;
              10-*) exit 0;;
              11-*) echo "loss: nan"; exit 0;;
              12-*) exit 85;;
              13-*) echo "step=1 loss: 1"; sleep 60;;
              14-1) echo "step=1 loss: 1"; sleep 60;;
              15-*) sleep 60;;
              16-*) echo "step=1 loss: 0.75"; sleep 60;;
              17-*) sleep 60;;
              18-1) await never;;
              19-1) await go;;
              20-2) : >"$TRIALOG_RESUME"; sleep 0.2; kill -KILL $(wrapper); sleep 60;;
              22-1) await on;;
            esac
            echo "step=1 loss: $x"
            echo "loss: $x"
            """;

    private static final String ATTEMPTS_FILE = """
            metric: {name: loss, goal: minimize}
            parameters: {x: {min: 0.0, max: 1.0}}
            sampler: {type: random, seed: 20261201}
            pruner: {type: nop}
            executor: {type: local, parallel: 1, poll: 20ms, prune_grace: 200ms, grace: 300ms, retries: 2, max_failures: 50}
            """;

    private static final String LOST_ALWAYS = """
            [ -e "$marks/mended" ] || { sleep 0.1; kill -KILL $(wrapper); sleep 60; }
            echo "loss: $x"
            """;

    private static final String SLOW = """
            for s in 1 2 3; do echo "step=$s loss: $x"; sleep 0.3; done
            echo "loss: $x"
            """;

    private final Path jar;
    private final Path root;
    private final Path result;

    private KeptLogs01Program(List<String> arguments) throws IOException {
        this.jar = Path.of(arguments.get(0)).toRealPath();
        this.root = Path.of(arguments.get(1)).toRealPath();
        this.result = Path.of(arguments.get(2));
    }

    /** Makes one log. */
    private interface Making {
        void make(JarStudy study) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        List<String> all = List.of(arguments);
        KeptLogs01Program program = new KeptLogs01Program(all);
        for (String name : all.subList(3, all.size())) {
            JarStudy study = new JarStudy(program.jar, program.root, name);
            makings().get(name).make(study);
            keep(study.directory(), program.result.resolve(name), new Transcript(program.root));
        }
    }

    /** Writes a study down, and beside its log what Trialog 0.1 reads in it. */
    static void keep(Path study, Path result, Transcript transcript) throws IOException {
        transcript.writeWithoutQueue(study, result);
        Files.writeString(result.resolve("story.txt"), Story.of(result));
    }

    private static Map<String, Making> makings() {
        Map<String, Making> makings = new LinkedHashMap<>();
        makings.put("ties-tpe", KeptLogs01Program::tiedValues);
        makings.put(
                "ties-median", study -> tied(study, "minimize", "tpe, startup_trials: 4", "median, startup_trials: 2"));
        makings.put(
                "ties-percentile",
                study -> tied(study, "maximize", "random", "percentile, percentile: 25, startup_trials: 2"));
        makings.put(
                "ties-halving",
                study -> tied(study, "minimize", "grid", "successive_halving, min_resource: 1, reduction_factor: 2"));
        makings.put(
                "ties-hyperband",
                study -> tied(
                        study,
                        "minimize",
                        "tpe, startup_trials: 4",
                        "hyperband, min_resource: 1, max_resource: 4, reduction_factor: 2"));
        makings.put("ties-objectives", KeptLogs01Program::tiedObjectives);
        makings.put("printed", KeptLogs01Program::printed);
        makings.put("attempts", KeptLogs01Program::attempts);
        makings.put("losses", KeptLogs01Program::losses);
        makings.put("cancelled", KeptLogs01Program::cancelled);
        makings.put("killed", KeptLogs01Program::killed);
        return makings;
    }

    private static void tiedValues(JarStudy study) throws Exception {
        study.with("""
                        v=$(( (x + y) / 3 ))
                        if [ $v = 0 ] && [ $(( TRIALOG_TRIAL % 2 )) = 0 ]; then v=-0.0; fi
                        echo "loss: $v"
                        """, """
                        metric: {name: loss, goal: minimize}
                        parameters:
                          x: {min: 0, max: 9, step: 3}
                          y: {min: 1, max: 4}
                          z: {min: 0.0, max: 0.5, step: 0.25}
                          kind: {values: [a, b, c]}
                        sampler: {type: tpe, startup_trials: 5, seed: 20261129}
                        pruner: {type: nop}
                        executor: {type: local, parallel: 3, poll: 20ms}
                        """).command("run", study.file(), "-n", "36");
    }

    private static void tied(JarStudy study, String goal, String sampler, String pruner) throws Exception {
        study.with(TIED_STEPS, TIED_FILE.formatted(goal, sampler, pruner));
        study.command("run", study.file(), "-n", sampler.equals("grid") ? "8" : "20");
    }

    private static void tiedObjectives(JarStudy study) throws Exception {
        study.with("echo \"loss: $(( x / 4 ))\"; echo \"score: $(( x / 4 ))\"", """
                        metrics: [{name: loss, goal: minimize}, {name: score, goal: maximize}]
                        parameters: {x: {min: 0, max: 8, step: 2}}
                        sampler: {type: grid}
                        executor: {type: local, parallel: 2, poll: 20ms}
                        """)
                .command("run", study.file(), "-n", "4");
    }

    private static void printed(JarStudy study) throws Exception {
        study.with(PRINTED, PRINTED_FILE).command("run", study.file(), "-n", "16");
    }

    /** What may become of an attempt on this machine; eight controllers. */
    private static void attempts(JarStudy study) throws Exception {
        study.with(ATTEMPTS, ATTEMPTS_FILE);
        Process first = study.start("run", study.file(), "-n", "100", "--set", "executor.time_limit=1500ms");
        study.awaitStart("13-1-0"); // runs out of its time
        study.awaitStart("14-1-0");
        study.interrupt(first);
        Process retrying = study.start(
                "resume", study.name(), "--set", "executor.time_limit=700ms", "--set", "executor.on_timeout=retry");
        study.awaitStart("15-3-0");
        study.awaitStart("16-1-0");
        JarStudy.kill(retrying);
        Process pruning = study.start(
                "resume", study.name(), "--set", "executor.time_limit=2s", "--set", "executor.on_timeout=prune");
        study.awaitStart("18-1-0");
        study.command("stop", study.name());
        study.ended(pruning, 0);
        Process failing = study.start(
                "resume",
                study.name(),
                "--set",
                "executor.time_limit=1m",
                "--set",
                "executor.on_timeout=fail",
                "--set",
                "executor.on_interrupt=fail");
        study.awaitStart("19-1-0");
        study.interrupt(failing);
        Path away = study.workdir().resolveSibling("away");
        Files.move(study.workdir(), away);
        study.ended(study.start("resume", study.name()), 1);
        Files.move(away, study.workdir());
        Process leaving = study.start("resume", study.name(), "--leave-running");
        study.awaitStart("22-1-0");
        study.interrupt(leaving);
        study.mark("on");
        study.command("resume", study.name(), "--more", "2");
    }

    /** Ten attempts in a row are lost; the study stops, and goes on when that is mended. */
    private static void losses(JarStudy study) throws Exception {
        study.with(LOST_ALWAYS, ATTEMPTS_FILE.replace("retries: 2", "retries: 20"));
        study.ended(study.start("run", study.file(), "-n", "3"), 1);
        study.mark("mended");
        study.command("resume", study.name());
    }

    private static void cancelled(JarStudy study) throws Exception {
        study.with("""
                        case $t in
                          0-1) trap '' TERM; await never;;
                          1-1) await never;;
                          2-1) trap '' TERM; echo "step=1 loss: $x"; await never;;
                          4-*|5-*) await never;;
                        esac
                        echo "loss: $x"
                        """, ATTEMPTS_FILE.replace("parallel: 1", "parallel: 3").replace("grace: 300ms", "grace: 3s"));
        Process first = study.start("run", study.file(), "-n", "6");
        study.awaitStart("0-1-0");
        study.awaitStart("1-1-0");
        study.awaitStart("2-1-0");
        study.command("cancel", study.name(), "1");
        study.awaitMatch("TrialTold.*\"trial\":1,");
        study.command("cancel", study.name(), "2");
        study.awaitMatch("CancelDecided.*\"trial\":2,");
        JarStudy.kill(first); // the next controller carries it out
        Process second = study.start("resume", study.name());
        study.awaitMatch("TrialTold.*\"trial\":2,");
        study.awaitStart("4-1-0");
        study.command("cancel", study.name());
        study.ended(second, 0);
    }

    /** Controllers that are killed, one of them with the wrappers of its jobs, and one study that moves. */
    private static void killed(JarStudy study) throws Exception {
        study.with(SLOW, ATTEMPTS_FILE.replace("parallel: 1", "parallel: 2"));
        for (int round = 0; round < 4; round++) {
            Process controller =
                    round == 0 ? study.start("run", study.file(), "-n", "12") : study.start("resume", study.name());
            study.awaitStart((round * 2 + 1) + "-1-0");
            TimeUnit.MILLISECONDS.sleep(100 + 200L * round);
            JarStudy.kill(controller);
            if (round % 2 == 1) {
                TimeUnit.SECONDS.sleep(2); // the trials end without a controller
            }
        }
        study.command("ask", study.name());
        study.command("takeover", study.name());
        study.command("resume", study.name());
    }
}
