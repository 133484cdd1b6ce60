package io.trialog.internal.journal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StudyEvent;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.OpenedHistory;
import io.trialog.internal.control.Replay;
import io.trialog.internal.journal.ChainReader;
import io.trialog.internal.journal.Line;
import io.trialog.internal.journal.MemoryJournal;
import io.trialog.internal.journal.Recording;
import io.trialog.study.ReplayResult;
import io.trialog.study.Settings;
import io.trialog.testing.JavaProcess;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** A study whose log is kept for a rule: it is written once, and derived again by each version and each JDK. */
final class KeptRuleStudy {

    private final MemoryJournal journal;
    private final Controller controller;
    private long state = 1;

    /** @param settings with the rule */
    KeptRuleStudy(Settings settings) {
        Instant[] now = {Instant.parse("2026-11-30T00:00:00Z")};
        journal = new MemoryJournal(() -> now[0] = now[0].plusSeconds(1), "kept");
        OpenedHistory history = new OpenedHistory();
        history.accept(journal.append(Recording.of(
                new StudyEvent.StudyCreated("kept", settings, new StudyEvent.Platform("0.2.0", "17", "any", "any")))));
        controller = new Controller(journal, history);
    }

    Controller controller() {
        return controller;
    }

    /** Knuth's MMIX generator; the upper 31 bits of its state, modulo n. */
    int below(int n) {
        state = state * 6364136223846793005L + 1442695040888963407L;
        return (int) ((state >>> 33) % n);
    }

    /** Writes the log. */
    void write(Path file) throws IOException {
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            journal.read(0, stored -> {
                try {
                    out.write(stored.line());
                    out.write('\n');
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
                return true;
            });
        }
    }

    /** Derives a kept log again. */
    static ReplayResult again(Path file) throws IOException {
        Replay replay = new Replay();
        ChainReader chain = new ChainReader();
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                replay.accept(chain.next(new Line(line.getBytes(StandardCharsets.UTF_8), "", 0)));
            }
        }
        return replay.result();
    }

    /** Derives kept logs again on each JDK of this machine. */
    static void requireSameBitsOnEveryJdk(Stream<Path> logs) throws Exception {
        List<String> files = logs.map(Path::toString).toList();
        Path home = Path.of(System.getProperty("java.home")).toRealPath();
        List<Path> jdks;
        try (Stream<Path> homes = Files.list(home.getParent())) {
            jdks = homes.filter(path ->
                            Files.isExecutable(path.resolve("bin/java")) && Files.exists(path.resolve("release")))
                    .toList();
        }
        for (Path jdk : jdks) {
            assertThat(JavaProcess.output(JavaProcess.of(jdk, KeptRuleStudy.class, files)))
                    .as("under %s", jdk)
                    .contains("same bits: " + files.size());
        }
    }

    /**
     * Counts the logs that are derived again without a difference.
     *
     * @param args the logs
     * @throws IOException if one can't be read
     */
    public static void main(String[] args) throws IOException {
        int same = 0;
        for (String arg : args) {
            same += again(Path.of(arg)).differences().isEmpty() ? 1 : 0;
        }
        System.out.println("same bits: " + same);
    }
}
