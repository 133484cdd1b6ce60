package io.trialog.internal.executor.job;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * What can be known about, and done to, the processes of this machine. On Linux it reads {@code /proc} (proc(5));
 * elsewhere it falls back to {@link ProcessHandle}, which neither knows sessions nor environments.
 */
final class Processes {

    private static final Path PROC = Path.of("/proc");
    private static final boolean LINUX = Files.isReadable(PROC.resolve("self/stat"));
    private static final long SIGNAL_TIMEOUT_SECONDS = 5;

    /** Positions in /proc/PID/stat after the name, whose closing parenthesis is the last one. */
    private static final int STATE = 0;

    private static final int SESSION = 3;
    private static final int START = 19;

    private Processes() {}

    /** The name of this host as {@code uname -n} prints it, or an empty text. */
    static String host() {
        return firstLine(PROC.resolve("sys/kernel/hostname"));
    }

    /** The id of this boot, or an empty text where there is none. */
    static String boot() {
        return firstLine(PROC.resolve("sys/kernel/random/boot_id"));
    }

    /**
     * When a process started: clock ticks since boot on Linux, elsewhere milliseconds since 1970. With the pid it
     * identifies the process, since pids are used again. 0 if there is no such process, or a zombie.
     */
    static long startTime(long pid) {
        if (!LINUX) {
            Optional<Instant> start = ProcessHandle.of(pid)
                    .filter(ProcessHandle::isAlive)
                    .flatMap(process -> process.info().startInstant());
            return start.map(Instant::toEpochMilli).orElse(0L);
        }
        String[] stat = stat(pid);
        return stat == null || isOver(stat) ? 0 : Long.parseLong(stat[START]);
    }

    /** Whether the process lives and is the one that started then. Outside Linux the pid alone must do. */
    static boolean isAlive(long pid, long start) {
        if (pid <= 0) {
            return false;
        }
        long found = startTime(pid);
        return found != 0 && (!LINUX || found == start);
    }

    /** The processes in a session that are not over. */
    static List<Long> inSession(long session) {
        List<Long> found = new ArrayList<>();
        for (long pid : all()) {
            String[] stat = stat(pid);
            if (stat != null && !isOver(stat) && Long.parseLong(stat[SESSION]) == session) {
                found.add(pid);
            }
        }
        return found;
    }

    /** The processes whose environment holds this variable with this value, as far as this user may look. */
    static List<Long> withEnvironment(String name, String value) {
        byte[] entry = (name + "=" + value).getBytes(StandardCharsets.UTF_8);
        List<Long> found = new ArrayList<>();
        for (long pid : all()) {
            try {
                if (holds(Files.readAllBytes(PROC.resolve(pid + "/environ")), entry)) {
                    found.add(pid);
                }
            } catch (IOException e) {
                // over, or somebody else's
            }
        }
        return found;
    }

    /** Asks a process to end. Does nothing if there is none. */
    static void terminate(long pid) {
        handle(pid).ifPresent(ProcessHandle::destroy);
        shell("CONT", Long.toString(pid)); // a stopped process takes TERM only when it goes on
    }

    /** Kills a process. Does nothing if there is none. */
    static void kill(long pid) {
        handle(pid).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Sends a signal, by name, to all processes of a group. Does nothing if there are none. */
    static void signalGroup(String signal, long group) {
        if (group > 1) {
            shell(signal, "-" + group);
        }
    }

    /** Waits; an interrupt ends that and is kept. */
    static void pause(long millis) {
        try {
            TimeUnit.MILLISECONDS.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Whether processes can be listed; if not, only groups can be ended. */
    static boolean canList() {
        return LINUX;
    }

    private static Optional<ProcessHandle> handle(long pid) {
        return pid > 1 && pid != ProcessHandle.current().pid() ? ProcessHandle.of(pid) : Optional.empty();
    }

    /** The shell's own kill: it knows groups, and is there where no kill program is installed. */
    private static void shell(String signal, String target) {
        try {
            Process kill = new ProcessBuilder("/bin/sh", "-c", "kill -s \"$0\" -- \"$1\"", signal, target)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            kill.getOutputStream().close();
            kill.waitFor(SIGNAL_TIMEOUT_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            return; // can't start processes now: the caller polls and tries again
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isOver(String[] stat) {
        return stat[STATE].equals("Z") || stat[STATE].equals("X");
    }

    private static String @Nullable [] stat(long pid) {
        try {
            String line = new String(Files.readAllBytes(PROC.resolve(pid + "/stat")), StandardCharsets.ISO_8859_1);
            String[] fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
            return fields.length > START ? fields : null;
        } catch (IOException e) {
            return null;
        }
    }

    private static List<Long> all() {
        List<Long> pids = new ArrayList<>();
        if (!LINUX) {
            return pids;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(PROC, "[0-9]*")) {
            for (Path entry : entries) {
                pids.add(Long.parseLong(entry.getFileName().toString()));
            }
        } catch (IOException e) {
            return pids;
        }
        return pids;
    }

    /** Whether the bytes, entries that each end in NUL, hold this entry. */
    private static boolean holds(byte[] environment, byte[] entry) {
        int start = 0;
        while (start < environment.length) {
            int end = start;
            while (end < environment.length && environment[end] != 0) {
                end++;
            }
            if (Arrays.equals(environment, start, end, entry, 0, entry.length)) {
                return true;
            }
            start = end + 1;
        }
        return false;
    }

    private static String firstLine(Path file) {
        try {
            return Files.readString(file).strip();
        } catch (IOException e) {
            return "";
        }
    }
}
