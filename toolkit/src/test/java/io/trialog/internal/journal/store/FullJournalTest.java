package io.trialog.internal.journal.store;

import io.trialog.internal.journal.Journal;
import io.trialog.internal.journal.JournalContract;
import io.trialog.study.Durability;
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
