package io.trialog.internal.executor;

import io.trialog.spi.Detection;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.ExecutorProvider;
import java.util.StringJoiner;

/** What {@code executor: auto} stands for in a process: the type whose provider finds itself most suitable. */
public final class AutomaticExecutor {

    private AutomaticExecutor() {}

    /**
     * What is chosen.
     *
     * @param type a type of executor
     * @param why the reason, as the rest of a sentence
     */
    public record Choice(String type, String why) {}

    /** The choice for a process. Where the chosen one gives no reason, it is why the others do not suit. */
    public static Choice choose(ExecutorEnvironment environment) {
        Choice choice = null;
        int rank = 0;
        StringJoiner refusals = new StringJoiner(", ");
        for (ExecutorProvider provider : ExecutorCatalogue.installed().all()) {
            Detection detection = provider.isAutomatic() ? provider.detect(environment) : Detection.unsuitable("");
            if (detection.rank() > rank) {
                rank = detection.rank();
                choice = new Choice(provider.type(), detection.reason());
            } else if (!detection.isSuitable() && !detection.reason().isEmpty()) {
                refusals.add(detection.reason());
            }
        }
        if (choice == null) {
            throw new IllegalStateException("No executor suits this process: " + refusals + ".");
        }
        return choice.why().isEmpty() ? new Choice(choice.type(), refusals.toString()) : choice;
    }
}
