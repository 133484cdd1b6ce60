package io.trialog.journal.store;

import io.trialog.journal.Durability;
import io.trialog.journal.Journal;
import io.trialog.journal.JournalContract;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

class FullJournalTest extends JournalContract {

    @TempDir
    Path directory;

    @Override
    protected Journal open() {
        return Studies.open(directory.resolve("study"), Durability.FULL).journal();
    }
}
