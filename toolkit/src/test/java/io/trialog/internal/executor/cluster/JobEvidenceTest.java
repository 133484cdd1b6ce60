package io.trialog.internal.executor.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the files of a job tell of the job that entered its directory. */
final class JobEvidenceTest {

    @TempDir
    private Path directory;

    @Test
    void aJobThatHasNotLeftItsIdYetIsNotToldByTheFiles() throws Exception {
        assertThat(JobEvidence.enteredBy(directory)).isNull();

        Files.createDirectories(directory.resolve("started/0"));
        assertThat(JobEvidence.enteredBy(directory)).isNull();

        Files.createFile(directory.resolve("started/0/job"));
        assertThat(JobEvidence.enteredBy(directory)).isNull();
    }

    @Test
    void aJobWhoseNodeFailedBeforeItLeftItsIdIsToldByTheFilesOfItsRestart() throws Exception {
        entered(0, "");
        entered(1, "12_3\n");
        entered(2, "");

        assertThat(JobEvidence.enteredBy(directory)).isEqualTo("12_3");
    }

    private void entered(int restart, String job) throws IOException {
        Path mark = Files.createDirectories(directory.resolve("started/" + restart));
        Files.writeString(mark.resolve("job"), job);
    }
}
