package io.trialog.internal.journal.kept;

import io.trialog.testing.FakeSlurm;
import io.trialog.testing.SlurmCluster;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Made the logs in {@code kept-logs-0.1} that need a cluster, as {@link KeptLogs01Program} made the others: on a real Slurm of
 * one machine and, for what that doesn't show on demand, on one that pretends.
 *
 * <p>Arguments: the jar of 0.1, an empty directory to work in, the directory for the result, and the names of the logs to make.
 */
final class KeptSlurmLogs01Program {

    private static final String FILE = """
            metric: {name: loss, goal: minimize}
            parameters: {x: {min: 0.0, max: 1.0}}
            sampler: {type: random, seed: 20261202}
            pruner: {type: nop}
            executor: {poll: 0.3s, scheduler_timeout: 20s, look_up: 3s, mem: 10M, grace: 1s, prune_grace: 500ms, max_failures: 50,
              %s}
            """;

    private final Map<String, Making> makings = new LinkedHashMap<>();
    private final Path root;

    private KeptSlurmLogs01Program(Path root) {
        this.root = root;
        makings.put("slurm", this::jobs);
        makings.put("slurm-nodes", this::nodes);
        makings.put("slurm-scheduler", this::scheduler);
        makings.put("slurm-array", this::array);
        makings.put("slurm-steps", this::steps);
        makings.put("slurm-oddities", this::oddities);
    }

    /** Makes one log; returns what of its surroundings must not stand in the log. */
    private interface Making {
        Map<String, String> make(JarStudy study) throws Exception;
    }

    public static void main(String[] arguments) throws Exception {
        Path jar = Path.of(arguments[0]).toRealPath();
        Path root = Path.of(arguments[1]).toRealPath();
        Path result = Path.of(arguments[2]);
        KeptSlurmLogs01Program program = new KeptSlurmLogs01Program(root);
        for (String name : List.of(arguments).subList(3, arguments.length)) {
            JarStudy study = new JarStudy(jar, root, name);
            Map<String, String> surroundings = program.makings.get(name).make(study);
            KeptLogs01Program.keep(study.directory(), result.resolve(name), new Transcript(root, surroundings));
        }
    }

    private static Map<String, String> of(SlurmCluster cluster) {
        return Map.of(cluster.directory().toString(), "/cluster", System.getProperty("user.name"), "user1");
    }

    /** What may become of a job. */
    private Map<String, String> jobs(JarStudy study) throws Exception {
        try (SlurmCluster cluster = SlurmCluster.start("--nodes", "4", "--set", "MessageTimeout=5")) {
            study.with(cluster.environment())
                    .with("""
                            case $t-$TRIALOG_RESTART in
                              0-1-0|1-1-0|3-1-0|5-1-0|7-1-0) await never;;
                              2-1-0) : >"$TRIALOG_RESUME"; await never;;
                              4-1-0) await never;;
                              6-1-0) echo "no data" >&2; exit 3;;
                              8-1-0) : >"$TRIALOG_RESUME"; exit 85;;
                            esac
                            echo "step=$TRIALOG_RESTART loss: $x"
                            echo "loss: $x"
                            """, FILE.formatted("type: slurm, parallel: 9, retries: 2, time: 1m, escalate: 2"));
            Process controller = study.start("run", study.file(), "-n", "10");
            for (int trial = 0; trial <= 7; trial++) {
                study.awaitStart(trial + "-1-0");
                study.awaitMatch("JobStateChanged.*\"trial\":" + trial + ",.*\"state\":\"(RUNNING|EXITED)\"");
            }
            cluster.run("scancel", study.job(0)).line();
            cluster.run("scancel", "-s", "KILL", "--full", study.job(1)).line();
            cluster.run("scancel", study.job(2)).line();
            cluster.run("scontrol", "requeuehold", study.job(3)).line();
            cluster.run("scontrol", "suspend", study.job(4)).line();
            study.command("cancel", study.name(), "7");
            study.awaitMatch("\"trial\":3,.*requeued in held state");
            study.awaitMatch("\"trial\":4,.*\"state\":\"SUSPENDED\"");
            study.awaitMatch("TrialTold.*\"trial\":5,"); // has run out of its time once
            JarStudy.kill(controller); // one trial is held, and one suspended
            return of(cluster);
        }
    }

    /** Nodes fail and jobs are preempted, with and without another run of the same job. */
    private Map<String, String> nodes(JarStudy study) throws Exception {
        try (SlurmCluster cluster = SlurmCluster.start("--nodes", "3", "--set", "MessageTimeout=5")) {
            study.with(cluster.environment())
                    .with("""
                            case $t-$TRIALOG_RESTART in
                              0-1-0|0-1-1|1-1-0|2-1-0|3-1-0) echo "step=$TRIALOG_RESTART loss: 1"; await never;;
                            esac
                            echo "loss: $x"
                            """, FILE.formatted("type: slurm, parallel: 1, nodelist: n2, exclude_after: 0"));
            Process first = study.start("run", study.file(), "-n", "2");
            awaitRun(study, 0, 0);
            cluster.nodeDown("n2");
            cluster.nodeUp("n2");
            awaitRun(study, 0, 1);
            cluster.killNode("n2");
            study.awaitMatch("\"trial\":0,.*failedNode.*DOWN");
            cluster.startNode("n2");
            awaitRun(study, 1, 0);
            cluster.submit("sleep 1", "-p", "high", "--exclusive", "-w", "n2");
            study.ended(first, 0);
            Process second = study.start("resume", study.name(), "--more", "2", "--set", "executor.requeue=false");
            awaitRun(study, 2, 0);
            cluster.submit("sleep 1", "-p", "high", "--exclusive", "-w", "n2");
            awaitRun(study, 3, 0);
            cluster.killNode("n2");
            study.awaitMatch("\"trial\":3,.*\"state\":\"LOST\"");
            cluster.startNode("n2");
            study.ended(second, 0);
            return of(cluster);
        }
    }

    private static void awaitRun(JarStudy study, int trial, int restart) {
        study.awaitStart(trial + "-1-" + restart);
        study.awaitMatch("\"trial\":" + trial + ",.*\"state\":\"RUNNING\".*\"restart\":" + restart);
    }

    /** The scheduler does not answer, is away, forgets a job, and refuses one; one is cancelled before it was submitted. */
    private Map<String, String> scheduler(JarStudy study) throws Exception {
        try (SlurmCluster cluster = SlurmCluster.start("--nodes", "1", "--set", "MessageTimeout=5")) {
            study.with(cluster.environment()).with("""
                            case $t in 0-1|1-1|3-1) await "go-$TRIALOG_TRIAL";; esac
                            echo "loss: $x"
                            """, FILE.formatted("type: slurm, parallel: 1"));
            Process controller = study.start("run", study.file(), "-n", "5");
            study.awaitStart("0-1-0");
            cluster.freeze();
            study.mark("go-0");
            study.awaitMatch("JobSubmissionFailed.*\"trial\":1,.*AMBIGUOUS");
            cluster.thaw();
            study.awaitStart("1-1-0");
            study.awaitMatch("\"trial\":1,.*\"state\":\"RUNNING\"");
            cluster.stopController();
            study.mark("go-1");
            study.awaitMatch("JobSubmissionFailed.*\"trial\":2,.*TRANSIENT");
            study.command("cancel", study.name(), "2");
            study.awaitMatch("\"trial\":2,.*before it was submitted");
            study.awaitMatch("JobSubmissionFailed.*\"trial\":3,.*TRANSIENT");
            cluster.startController();
            study.awaitStart("3-1-0");
            cluster.freeze();
            study.mark("go-3");
            study.awaitMatch("JobSubmissionFailed.*\"trial\":4,.*AMBIGUOUS");
            cluster.killController();
            cluster.startController();
            cluster.nodeUp("n1"); // it was drained for what it told of the forgotten job
            study.ended(controller, 0);
            study.ended(study.start("resume", study.name(), "--more", "1", "--set", "executor.partition=nowhere"), 1);
            study.command("resume", study.name(), "--more", "1", "--set", "executor.partition=debug");
            return of(cluster);
        }
    }

    /** Places of an array: jobs that end badly there, a controller that is killed, and one that is interrupted. */
    private Map<String, String> array(JarStudy study) throws Exception {
        try (SlurmCluster cluster = SlurmCluster.start("--nodes", "2", "--set", "MessageTimeout=5")) {
            study.with(cluster.environment()).with("""
                            case $t-$TRIALOG_RESTART in
                              0-1-0|1-1-0|2-1-0) await never;;
                              3-1-0) : >"$TRIALOG_RESUME"; await never;;
                              4-1-0) await go-4;;
                              5-1-0) await never;;
                              6-1-0) await never;;
                            esac
                            echo "step=$TRIALOG_RESTART loss: $x"
                            echo "loss: $x"
                            """, FILE.formatted("type: slurm-array, parallel: 5, retries: 2"));
            Process first = study.start("run", study.file(), "-n", "7");
            for (int trial = 0; trial <= 4; trial++) {
                awaitRun(study, trial, 0);
            }
            cluster.run("scancel", study.job(0)).line();
            cluster.run("scancel", "-s", "KILL", "--full", study.job(1)).line();
            cluster.run("scontrol", "requeue", study.job(2)).line();
            cluster.run("scancel", study.job(3)).line();
            study.awaitMatch("TrialTold.*\"trial\":2,");
            awaitRun(study, 5, 0);
            JarStudy.kill(first);
            study.mark("go-4");
            Process second = study.start("resume", study.name());
            study.awaitMatch("\"epoch\":2,\"type\":\"ControllerStarted\"");
            TimeUnit.SECONDS.sleep(2);
            study.command("cancel", study.name(), "5");
            awaitRun(study, 6, 0);
            JarStudy.kill(second);
            Process third = study.start("resume", study.name(), "--cancel-all");
            study.awaitMatch("\"epoch\":3,\"type\":\"ControllerStarted\"");
            study.awaitMatch("TrialTold.*\"trial\":7,");
            TimeUnit.SECONDS.sleep(2);
            study.interrupt(third);
            study.awaitMatch("\"trial\":6,.*interrupted by the user");
            study.command("resume", study.name());
            return of(cluster);
        }
    }

    /** Steps of an allocation: two are cancelled, one fails, one is interrupted. */
    private Map<String, String> steps(JarStudy study) throws Exception {
        try (SlurmCluster cluster = SlurmCluster.start("--nodes", "1", "--set", "MessageTimeout=5")) {
            String said = cluster.run("salloc", "--no-shell", "-n", "4", "--mem", "1000")
                    .err();
            String allocation = said.replaceFirst("(?s).*Granted job allocation (\\d+).*", "$1");
            study.with(cluster.environment())
                    .with(Map.of("SLURM_JOB_ID", allocation))
                    .with("""
                            case $t in
                              0-1|3-1) await never;;
                              1-1) sleep 1; kill -KILL $(wrapper); await never;;
                              2-1) echo "no data" >&2; exit 3;;
                            esac
                            echo "loss: $x"
                            """, FILE.formatted("type: slurm-steps, parallel: 2, retries: 2"));
            Process first = study.start("run", study.file(), "-n", "4");
            awaitRun(study, 0, 0);
            String step = cluster.run("squeue", "--steps", "-h", "-o", "%i %j")
                    .out()
                    .lines()
                    .filter(line -> line.matches("\\S+ \\w+-0-1-\\w+"))
                    .map(line -> line.replaceFirst(" .*", ""))
                    .findFirst()
                    .orElseThrow();
            cluster.run("scancel", step).line();
            awaitRun(study, 3, 0);
            study.awaitMatch("TrialTold.*\"trial\":1,");
            study.interrupt(first);
            study.command("resume", study.name());
            return of(cluster);
        }
    }

    /** What a real cluster does not show on demand. */
    private Map<String, String> oddities(JarStudy study) throws Exception {
        Path place = Files.createDirectory(root.resolve("fake"));
        try (FakeSlurm slurm = FakeSlurm.in(place)) {
            slurm.minJobAge(Duration.ofSeconds(300));
            study.with(slurm.environment())
                    .with("""
                            case $t-$TRIALOG_RESTART in
                              0-1-0|0-2-0|1-*|2-1-0|3-1-0|4-1-0|5-1-0|6-1-0) await never;;
                              7-1-0) await go;;
                              6-2-0) await last;;
                            esac
                            echo "loss: $x"
                            """, FILE.formatted("type: slurm, parallel: 8, retries: 2, escalate: 2"));
            Process first = study.start("run", study.file(), "-n", "8");
            for (int trial = 0; trial <= 7; trial++) {
                awaitRun(study, trial, 0);
            }
            slurm.show(study.job(7), "WEIRD", "None");
            slurm.end(study.job(0), "OUT_OF_MEMORY", "0:125");
            slurm.end(study.job(1), "OUT_OF_MEMORY", "0:125");
            slurm.end(study.job(2), "COMPLETED", "0:0");
            slurm.end(study.job(3), "BOOT_FAIL", "0:0");
            slurm.end(study.job(4), "FAILED", "1:0");
            slurm.endAndRequeue(study.job(5), "NODE_FAIL");
            slurm.lose(study.job(6));
            study.awaitMatch("\"trial\":7,.*\"state\":\"UNKNOWN\"");
            slurm.showTruth(study.job(7));
            study.mark("go");
            for (int attempt = 2; attempt <= 3; attempt++) {
                study.awaitStart("1-" + attempt + "-0");
                study.awaitMatch("JobSubmitted.*\"trial\":1,\"attempt\":" + attempt);
                slurm.end(study.job(1), "OUT_OF_MEMORY", "0:125");
            }
            study.awaitStart("0-2-0");
            study.awaitStart("6-2-0");
            slurm.submitLimit(1);
            slurm.end(study.job(0), "NODE_FAIL", "0:0");
            study.awaitMatch("JobSubmissionFailed.*QUOTA");
            slurm.submitLimit(100);
            study.mark("last");
            study.ended(first, 0);
            return Map.of(place.toString(), "/cluster", System.getProperty("user.name"), "user1");
        }
    }
}
