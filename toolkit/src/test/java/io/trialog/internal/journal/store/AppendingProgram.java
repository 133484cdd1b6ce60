package io.trialog.internal.journal.store;

import io.trialog.exception.JournalException;
import io.trialog.internal.journal.Events;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.journal.store.Studies.Opened;
import io.trialog.study.Durability;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Started by tests as a process of its own: appends until it is killed, and prints every acknowledged seq. */
final class AppendingProgram {

    private AppendingProgram() {}

    public static void main(String[] arguments) {
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        Path study = Path.of(arguments[0]);
        try (Opened opened = Studies.open(study, Durability.valueOf(arguments[1]))) {
            for (int i = 0; ; i++) {
                long seq = opened.journal()
                        .append(Recording.of(Events.reported(i, i / 7.0))
                                .trial(0)
                                .attempt(1))
                        .envelope()
                        .seq();
                opened.journal().commit();
                out.println(seq);
            }
        } catch (JournalException e) {
            out.println("REFUSED " + e.getMessage().replace('\n', ' '));
        }
    }
}
