package io.trialog.internal.executor.slurm;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.JobEvidence;
import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.job.StartRecord;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobStatus.FailedNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Finds out whether a node failed under a job that the scheduler starts again. A job of higher priority or a person may have
 * ended the job instead: queue and restart count look the same after either.
 *
 * <p>Two things prove it. A node that is declared down but still answers ends its jobs and says why in the log that Slurm keeps
 * of each, where preemptions and requeues have words of their own. A node that is gone says nothing; then its job left no
 * word of its end, as one that was told to end does, and the scheduler says that the node is down. Where neither is so,
 * no node failed. For use by one thread at a time.
 */
final class FailedNodes {

    private static final Pattern FAILURE =
            Pattern.compile("\\*\\*\\* (?:JOB|STEP) \\S+ ON (\\S+) CANCELLED AT (\\S+) DUE TO NODE FAILURE");
    private static final Pattern DOWN = Pattern.compile("\\bState=DOWN\\b");
    private static final Pattern REASON = Pattern.compile("\\bReason=([^\\[\\]\\p{Cntrl}]*\\[[^\\]]*\\])");
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final int LOG_END = 1 << 16;

    /** An answer of the queue may be older than the start of a job that it shows waiting: one question may come too early. */
    private static final int QUESTIONS = 3;

    private static final int REMEMBERED = 1_000;

    private final CommandRunner commands;
    private final Map<String, Silence> silent = new HashMap<>();
    private final Map<String, String> downs = new HashMap<>();
    private long downsOf;

    /** How often the scheduler was asked about the node of a run that ended without a word. */
    private record Silence(int restart, int questions, long answer) {}

    FailedNodes(CommandRunner commands) {
        this.commands = commands;
    }

    /**
     * Returns the node that failed last under an earlier run of the job, or under the one after which it waits; {@code null} if
     * none did or it can't be known.
     *
     * @param log gives the file that takes what Slurm itself says to a job, or {@code null}
     * @param row the job in the last answer of the scheduler, or {@code null}
     * @param answer the number of that answer
     */
    @Nullable
    FailedNode under(
            JobHandle job, Supplier<@Nullable Path> log, JobEvidence evidence, @Nullable QueueRow row, long answer)
            throws IOException {
        StartRecord started = evidence.started();
        boolean waits = row != null && row.state().isWaiting();
        if (started == null || !waits && started.restart() == 0) {
            return null;
        }
        FailedNode gone = waits && evidence.exit() == null ? gone(job.token(), started, answer) : null;
        Path file = gone == null ? log.get() : null;
        return file == null ? gone : lastIn(file);
    }

    private static @Nullable FailedNode lastIn(Path log) throws IOException {
        Matcher failure = FAILURE.matcher(end(log));
        FailedNode last = null;
        while (failure.find()) {
            last = new FailedNode(failure.group(1), "NODE_FAIL at " + failure.group(2));
        }
        return last;
    }

    private static String end(Path log) throws IOException {
        try (SeekableByteChannel channel = Files.newByteChannel(log)) {
            channel.position(Math.max(0, channel.size() - LOG_END));
            ByteBuffer bytes = ByteBuffer.allocate(LOG_END);
            while (bytes.hasRemaining() && channel.read(bytes) >= 0) {
                // until it is full or the file is at its end
            }
            return new String(bytes.array(), 0, bytes.position(), StandardCharsets.UTF_8);
        } catch (NoSuchFileException e) {
            return "";
        }
    }

    private @Nullable FailedNode gone(String token, StartRecord started, long answer) {
        Silence before = silent.get(token);
        if (before == null || before.restart() != started.restart()) {
            before = new Silence(started.restart(), 0, 0);
        }
        if (started.node().isEmpty() || before.answer() == answer || before.questions() == QUESTIONS) {
            return null;
        }
        if (silent.size() > REMEMBERED) {
            silent.clear();
        }
        silent.put(token, new Silence(started.restart(), before.questions() + 1, answer));
        if (answer != downsOf) {
            downs.clear();
            downsOf = answer;
        }
        String reason = downs.computeIfAbsent(started.node(), this::down);
        return reason.isEmpty() ? null : new FailedNode(started.node(), reason);
    }

    /** Why and since when the scheduler takes the node for dead, or an empty text. */
    private String down(String node) {
        try {
            CommandRunner.Answer answer = commands.run(List.of("scontrol", "-o", "show", "node", node), null, TIMEOUT);
            if (!answer.isOk() || !DOWN.matcher(answer.output()).find()) {
                return "";
            }
            Matcher reason = REASON.matcher(answer.output());
            return reason.find() ? "DOWN (" + reason.group(1) + ")" : "";
        } catch (IOException e) {
            return "";
        }
    }
}
