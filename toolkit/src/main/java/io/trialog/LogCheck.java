package io.trialog;

import io.trialog.journal.Durability;
import io.trialog.journal.store.Finding;
import io.trialog.journal.store.Verification;
import io.trialog.optimize.Replay;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Checks the chain and both copies of a study's log while its events are replayed. */
final class LogCheck {

    private LogCheck() {}

    /**
     * Reads the log from disk once.
     *
     * @param level the durability level: at {@code local} the ledger is behind by design
     * @param replay is given every event that counts
     * @param checks learns what was looked at
     * @return what is wrong
     */
    static List<String> run(Path directory, Durability level, Replay replay, List<String> checks) {
        Verification found = Verification.of(directory, System.getenv(), replay::accept);
        List<String> problems = new ArrayList<>();
        if (!found.failure().isEmpty()) {
            problems.add(found.failure());
        }
        for (Finding finding : found.findings()) {
            if (level != Durability.LOCAL || finding.kind() != Finding.Kind.BEHIND) {
                problems.add(finding.message());
            }
        }
        checks.add("log: " + (found.head().seq() + 1) + " events, every hash follows from the one before, "
                + (level == Durability.LEDGER ? "one copy (no queue)" : "queue and ledger compared"));
        checks.addAll(found.notes());
        return problems;
    }
}
