package io.trialog.internal.executor.pbs;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.spi.SubmissionException.Kind;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * What a failed {@code qsub} means. Its exit code is the error number of PBS, modulo 256, so that a code above 128 is no signal
 * where the command complained. The numbers are those of PBS's {@code pbs_error.h}.
 */
final class QsubErrors {

    /** 15034 no server, 15010 system error, 15033 no connections, 15060 shutting down, 15117 its table is full, and the like. */
    private static final Set<Integer> TRANSIENT = Set.of(162, 163, 185, 186, 196, 212, 13);

    /** 15046 queue is full, 15142 and 15143 limits of a user, a group or a project. */
    private static final Set<Integer> QUOTA = Set.of(198, 38, 39);

    /** 15031 and 15056: the answer could not be read. */
    private static final Set<Integer> AMBIGUOUS = Set.of(183, 208);

    private static final List<String> LIMITS = List.of(
            "maximum number of jobs", "would exceed", "limit on number of jobs", "per-user limit", "exceed complex's");
    private static final List<String> AWAY =
            List.of("cannot connect to server", "connection refused", "no route to host", "could not connect");
    private static final List<String> UNCLEAR = List.of("end of file", "communication failure", "timed out", "timeout");

    private QsubErrors() {}

    /** The kind of a failure. A client that was ended by a signal, or by us, may have submitted before. */
    static Kind classify(CommandRunner.Answer answer) {
        String errors = answer.errors().toLowerCase(Locale.ROOT);
        if (answer.isTimeout() || errors.isBlank() || contains(errors, UNCLEAR) || AMBIGUOUS.contains(answer.code())) {
            return Kind.AMBIGUOUS;
        }
        if (QUOTA.contains(answer.code()) || contains(errors, LIMITS)) {
            return Kind.QUOTA;
        }
        return TRANSIENT.contains(answer.code()) || contains(errors, AWAY) ? Kind.TRANSIENT : Kind.PERMANENT;
    }

    private static boolean contains(String text, List<String> parts) {
        return parts.stream().anyMatch(text::contains);
    }
}
