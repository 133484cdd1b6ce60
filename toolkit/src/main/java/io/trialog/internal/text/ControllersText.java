package io.trialog.internal.text;

import io.trialog.spi.ControllerJob;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;

/** Which jobs of a cluster run a study, in a sentence. */
public final class ControllersText {

    /** The one that waits for fewer jobs starts first. */
    private static final Comparator<ControllerJob> NEXT_FIRST =
            Comparator.comparingInt(job -> job.after().size());

    private ControllersText() {}

    /** For example {@code is run by job 12 (RUNNING on n1); job 13 takes over when that ends, then job 14.}. */
    public static String of(List<ControllerJob> controllers) {
        if (controllers.isEmpty()) {
            return "has no controller in the queue.";
        }
        ControllerJob first = controllers.stream()
                .filter(job -> !job.isWaiting())
                .findFirst()
                .orElseGet(() -> Collections.min(controllers, NEXT_FIRST));
        StringBuilder text = new StringBuilder(first.isWaiting() ? "will be run by job " : "is run by job ");
        text.append(first.id()).append(" (").append(first.text());
        text.append(first.node().isEmpty() ? "" : " on " + first.node()).append(')');
        String separator = "; job ";
        for (ControllerJob next : successors(controllers, first)) {
            text.append(separator).append(next.id());
            text.append(separator.startsWith(";") ? " takes over when that ends" : "");
            separator = ", then job ";
        }
        return text.append('.').toString();
    }

    private static List<ControllerJob> successors(List<ControllerJob> controllers, ControllerJob first) {
        return controllers.stream()
                .filter(other -> other.isSuccessorOf(first.id()))
                .sorted(NEXT_FIRST)
                .toList();
    }
}
