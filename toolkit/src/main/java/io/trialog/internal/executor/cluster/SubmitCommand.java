package io.trialog.internal.executor.cluster;

import java.util.List;

/**
 * How a scheduler is told a submission.
 *
 * @param words the command, which reads the script from its standard input
 * @param directives the same as lines of the script, for people; may be empty
 */
public record SubmitCommand(List<String> words, String directives) {

    public SubmitCommand {
        words = List.copyOf(words);
    }
}
