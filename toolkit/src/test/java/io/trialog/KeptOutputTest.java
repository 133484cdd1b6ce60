package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.platform.ThreadOutput;
import io.trialog.study.Budget;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.api.parallel.Resources;

/** What Java objectives print is kept per trial. */
@ResourceLock(Resources.SYSTEM_OUT)
@ResourceLock(Resources.SYSTEM_ERR)
class KeptOutputTest {

    @TempDir
    Path folder;

    private final PrintStream before = System.out;
    private final PrintStream errorsBefore = System.err;

    @BeforeEach
    void keepTheTestQuiet() {
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), true, StandardCharsets.UTF_8));
        System.setErr(System.out);
    }

    @AfterEach
    void giveTheStreamsBack() {
        System.setOut(before);
        System.setErr(errorsBefore);
    }

    private Study onDisk() {
        return Study.builder("kept")
                .minimize()
                .sampler("random")
                .seed(1)
                .under(folder)
                .open();
    }

    @Test
    void eachTrialKeepsWhatItPrintedThoughTheyRunAtTheSameTime() {
        CountDownLatch both = new CountDownLatch(2);
        try (Study study =
                Study.builder("kept").minimize().sampler("random").seed(1).inMemory()) {
            study.optimize(
                    2,
                    trial -> {
                        System.out.print("first of " + trial.number());
                        both.countDown();
                        both.await();
                        System.out.printf(", then %.1f%n", 2.5);
                        System.err.println("trouble of " + trial.number());
                        return 0;
                    },
                    2);

            assertThat(study.logs(0).out()).isEqualTo("first of 0, then 2.5\n");
            assertThat(study.logs(1).out()).isEqualTo("first of 1, then 2.5\n");
            assertThat(study.logs(1).err()).isEqualTo("trouble of 1\n");
            assertThat(study.logs(1).toString()).isEqualTo("first of 1, then 2.5\n--- error stream ---\ntrouble of 1");
            assertThatThrownBy(() -> study.logs(2))
                    .hasMessage("There is no trial 2: the study has 2 trials, counted from 0.");
            assertThatThrownBy(() -> study.logs(1, 2))
                    .hasMessage("The attempt of trial 1 must be between 1 and 1, but is 2.");
        }
    }

    @Test
    void whatThreadsOfATrialPrintIsThatTrialsToo() {
        try (Study study =
                Study.builder("kept").minimize().sampler("random").seed(1).inMemory()) {
            study.optimize(1, trial -> {
                Thread helper = new Thread(() -> System.out.println("from a helper"));
                helper.start();
                helper.join();
                return 0;
            });

            assertThat(study.logs(0).out()).isEqualTo("from a helper\n");
        }
    }

    @Test
    void aStudyOnDiskKeepsItWhereProgramsLeaveTheirsAndOnlyIfThereIsAny() throws Exception {
        try (Study study = onDisk()) {
            study.optimize(2, trial -> {
                if (trial.number() == 1) {
                    System.out.println("märz");
                }
                return 0;
            });

            Path trials = study.directory().resolve("trials");
            assertThat(trials.resolve("0000-0999/0001/attempt-1/out.log")).hasContent("märz");
            assertThat(trials.resolve("0000-0999/0000")).doesNotExist();
            assertThat(trials.resolve("0000-0999/0001/attempt-1/err.log")).doesNotExist();
            assertThat(study.logs(0)).hasToString("Trial 0 has printed nothing.");
        }
        assertThat(Study.follow(folder.resolve("kept").toString()).logs(1).out())
                .isEqualTo("märz\n");
    }

    @Test
    void anObjectiveThatThrowsLeavesItsStack() {
        try (Study study = onDisk()) {
            assertThatThrownBy(() -> study.optimize(new Budget(1, null, 1), 1, trial -> {
                        throw new IllegalStateException("no GPU");
                    }))
                    .hasMessageContaining("no GPU");

            assertThat(study.logs(0).err())
                    .startsWith("java.lang.IllegalStateException: no GPU\n")
                    .contains("at io.trialog.KeptOutputTest.");
        }
    }

    @Test
    void aDirectoryThatCantBeWrittenCostsTheOutputAndNotTheTrial() throws Exception {
        try (Study study = onDisk()) {
            Files.writeString(study.directory().resolve("trials"), "a file");

            study.optimize(1, trial -> {
                System.out.println("lost");
                return 3;
            });

            assertThat(study.best().value()).isEqualTo(3);
            assertThat(study.logs(0).isEmpty()).isTrue();
            assertThat(study.notes()).anyMatch(note -> note.startsWith("what a trial prints can't be kept: "));
        }
    }

    @Test
    void memoryKeepsTheEndOfALongOutput() {
        try (Study study =
                Study.builder("kept").minimize().sampler("random").seed(1).inMemory()) {
            study.optimize(1, trial -> {
                for (int i = 0; i < 40_000; i++) {
                    System.out.println("line " + i);
                }
                return 0;
            });

            assertThat(study.logs(0).out()).hasSizeLessThan(140_000).endsWith("line 39999\n");
            assertThat(study.logs(0).tail(2)).isEqualTo("line 39998\nline 39999");
            assertThat(study.logs(0).notes()).hasSize(1).first().asString().contains("are left out");
        }
    }

    @Test
    void theStandardStreamsAreGivenBackAndShowWhatIsShown() {
        ByteArrayOutputStream seen = new ByteArrayOutputStream();
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        PrintStream ours = new PrintStream(seen, true, StandardCharsets.UTF_8);
        System.setOut(ours);

        try (ThreadOutput shown = ThreadOutput.redirect(kept, kept, true)) {
            System.out.println(1);
        }
        try (ThreadOutput hidden = ThreadOutput.redirect(kept, kept, false)) {
            System.out.append('2').println(true);
        }
        System.out.println("3");

        assertThat(System.out).isSameAs(ours);
        assertThat(seen.toString(StandardCharsets.UTF_8)).isEqualTo("1\n3\n");
        assertThat(kept.toString(StandardCharsets.UTF_8)).isEqualTo("1\n2true\n");
    }
}
