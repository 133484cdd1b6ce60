package io.trialog.internal.text;

import io.trialog.spi.ControllerJob;
import java.util.List;

/** Which jobs of a cluster run a study, in a sentence. */
public final class ControllersText {

    private ControllersText() {}

    /** For example {@code is run by job 12 (RUNNING on n1); job 13 takes over when that ends.}. */
    public static String of(List<ControllerJob> controllers) {
        if (controllers.isEmpty()) {
            return "has no controller in the queue.";
        }
        ControllerJob first =
                controllers.stream().filter(job -> !job.isWaiting()).findFirst().orElse(controllers.get(0));
        StringBuilder text = new StringBuilder(first.isWaiting() ? "will be run by job " : "is run by job ");
        text.append(first.id()).append(" (").append(first.text());
        text.append(first.node().isEmpty() ? "" : " on " + first.node()).append(')');
        for (ControllerJob other : controllers) {
            if (other.isSuccessorOf(first.id())) {
                text.append("; job ").append(other.id()).append(" takes over when that ends");
            }
        }
        return text.append('.').toString();
    }
}
