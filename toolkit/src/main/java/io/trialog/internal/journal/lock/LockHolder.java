package io.trialog.internal.journal.lock;

import io.trialog.internal.json.FlatJson;
import io.trialog.internal.platform.Ids;
import io.trialog.study.ControllerInfo;
import io.trialog.study.ControllerInfo.Life;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The process that holds a study.
 *
 * @param token identifies this holding for ever
 * @param host name of the machine
 * @param bootId identifies the machine's boot; empty if unknown
 * @param pidSpace identifies the process namespace; empty if unknown
 * @param pid the process
 * @param startTime when it started, in the system's own units; 0 if unknown
 * @param job the scheduler's job that it belongs to; empty if none
 * @param cluster the cluster that started the process as a part of the job, and ends it with the job; empty if unknown
 * @param restart how often the scheduler had restarted the job
 * @param epoch the epoch of the controller
 * @param directory the study directory as it sees it
 */
public record LockHolder(
        String token,
        String host,
        String bootId,
        String pidSpace,
        long pid,
        long startTime,
        String job,
        String cluster,
        int restart,
        int epoch,
        String directory) {

    /** Whoever wrote a lock file that can't be read. */
    static final LockHolder UNREADABLE =
            new LockHolder("?", "an unreadable lock file", "?", "", 0, 0, "", "", 0, 0, "");

    private static final List<String> JOB_VARIABLES = List.of("SLURM_JOB_ID", "PBS_JOBID", "LSB_JOBID", "JOB_ID");

    /** This process. */
    public static LockHolder ofThisProcess(Path study, int epoch, Map<String, String> environment) {
        long pid = ProcessHandle.current().pid();
        return new LockHolder(
                Ids.next(),
                hostName(),
                text(Path.of("/proc/sys/kernel/random/boot_id")),
                pidSpaceOfThisProcess(),
                pid,
                startTime(pid),
                JOB_VARIABLES.stream()
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(job -> !job.isEmpty())
                        .findFirst()
                        .orElse(""),
                cluster(environment),
                restart(environment),
                epoch,
                study.toString());
    }

    /**
     * A shell that {@code salloc} opened on a login node belongs to a job too, but may outlive it. The id of a job of PBS names the
     * server.
     */
    private static String cluster(Map<String, String> environment) {
        String job = environment.getOrDefault("PBS_JOBID", "");
        if (environment.containsKey("PBS_ENVIRONMENT") && job.indexOf('.') >= 0) {
            return "pbs:" + job.substring(job.indexOf('.') + 1);
        }
        return environment.containsKey("SLURM_JOB_ID") && environment.containsKey("SLURMD_NODENAME")
                ? environment.getOrDefault("SLURM_CLUSTER_NAME", "")
                : "";
    }

    private static int restart(Map<String, String> environment) {
        String count = environment.getOrDefault("SLURM_RESTART_COUNT", "");
        return count.matches("\\d{1,6}") ? Integer.parseInt(count) : 0;
    }

    LockHolder withEpoch(int newEpoch) {
        return new LockHolder(
                token, host, bootId, pidSpace, pid, startTime, job, cluster, restart, newEpoch, directory);
    }

    /** Whether the holder lives: proven only on the same boot and process namespace, or after a reboot of its host. */
    public Life life() {
        String boot = text(Path.of("/proc/sys/kernel/random/boot_id"));
        if (bootId.isEmpty() || boot.isEmpty()) {
            return host.equals(hostName()) && ProcessHandle.of(pid).isEmpty() ? Life.DEAD : Life.UNKNOWN;
        }
        if (!bootId.equals(boot)) {
            return host.equals(hostName()) && !host.equals("localhost") ? Life.DEAD : Life.UNKNOWN;
        }
        if (!pidSpace.equals(pidSpaceOfThisProcess())) {
            return Life.UNKNOWN;
        }
        long now = startTime(pid);
        return now == 0 || now != startTime ? Life.DEAD : Life.ALIVE;
    }

    /** Returns who it is, for a message. */
    public String describe() {
        return info(Life.UNKNOWN, null).describe();
    }

    /**
     * Returns what others may know of the holder.
     *
     * @param life what was found out about its life
     * @param since when it took the study, or {@code null} if that is unknown
     */
    public ControllerInfo info(Life life, @Nullable Instant since) {
        return new ControllerInfo(host, pid, since, epoch, job, life);
    }

    static String hostName() {
        String name = text(Path.of("/proc/sys/kernel/hostname"));
        if (!name.isEmpty()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    static String bootIdOfThisMachine() {
        return text(Path.of("/proc/sys/kernel/random/boot_id"));
    }

    private static String pidSpaceOfThisProcess() {
        try {
            return Files.readSymbolicLink(Path.of("/proc/self/ns/pid")).toString();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }

    /** Field 22 of {@code /proc/PID/stat}; 0 if there is no such process or it is only waiting to be reaped. */
    private static long startTime(long pid) {
        if (!Files.isDirectory(Path.of("/proc/self"))) {
            return ProcessHandle.of(pid)
                    .flatMap(handle -> handle.info().startInstant())
                    .map(start -> start.toEpochMilli())
                    .orElse(0L);
        }
        String stat = text(Path.of("/proc/" + pid + "/stat"));
        int name = stat.lastIndexOf(')');
        if (name < 0) {
            return 0;
        }
        List<String> fields = List.of(stat.substring(name + 2).split(" ", -1));
        return "ZX".contains(fields.get(0)) ? 0 : Long.parseLong(fields.get(19));
    }

    private static String text(Path path) {
        try {
            return Files.readString(path).trim();
        } catch (IOException e) {
            return "";
        }
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("token", token);
        map.put("host", host);
        map.put("bootId", bootId);
        map.put("pidSpace", pidSpace);
        map.put("pid", pid);
        map.put("startTime", startTime);
        map.put("job", job);
        map.put("cluster", cluster);
        map.put("restart", (long) restart);
        map.put("epoch", (long) epoch);
        map.put("directory", directory);
        return map;
    }

    static LockHolder of(Map<String, @Nullable Object> map) {
        return new LockHolder(
                FlatJson.text(map, "token"),
                FlatJson.text(map, "host"),
                FlatJson.text(map, "bootId"),
                FlatJson.text(map, "pidSpace"),
                FlatJson.number(map, "pid"),
                FlatJson.number(map, "startTime"),
                FlatJson.text(map, "job"),
                FlatJson.text(map, "cluster"),
                (int) FlatJson.number(map, "restart"),
                (int) FlatJson.number(map, "epoch"),
                FlatJson.text(map, "directory"));
    }
}
