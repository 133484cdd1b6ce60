package io.trialog.internal.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.event.StoredEvent;
import io.trialog.internal.journal.Events;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.journal.store.CrashStates.State;
import io.trialog.internal.journal.store.Studies.Opened;
import io.trialog.study.Durability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The power fails at every operation of a short study, and the disk keeps any part of what was not forced. */
@Tag("slow")
class CrashPointsTest {

    private static final boolean FULL = Boolean.getBoolean("trialog.full");
    private static final long SEED = 20261121;
    private static final int STATES = 250;

    @TempDir
    Path directory;

    /** Batches from one event to some pages, over two controllers. */
    private SimulatedDisk record(Path study, Durability level, List<String> lines) {
        SimulatedDisk disk = new SimulatedDisk(study);
        for (int epoch = 0; epoch < 2; epoch++) {
            OpenRequest request = Studies.request(study, level).withDisk(disk);
            try (Opened opened = Studies.open(request)) {
                disk.acknowledged(opened.journal().lastSeq());
                for (int batch : new int[] {1, 1, 3, 30, 1}) {
                    for (int i = 0; i < batch; i++) {
                        opened.journal()
                                .append(Recording.of(Events.reported(i, i / 7.0))
                                        .trial(0)
                                        .attempt(1));
                    }
                    opened.journal().commit();
                    disk.acknowledged(opened.journal().lastSeq());
                }
            }
        }
        try (Opened reader = Studies.open(Studies.request(study, level).withMode(OpenRequest.Mode.READ))) {
            reader.events().forEach(event -> lines.add(text(event)));
        }
        return disk;
    }

    private static String text(StoredEvent event) {
        return new String(event.line(), StandardCharsets.UTF_8);
    }

    private static List<State> states(SimulatedDisk disk) {
        CrashStates states = new CrashStates(SEED);
        List<State> all = new ArrayList<>();
        disk.moments().forEach(moment -> all.addAll(states.of(moment)));
        if (FULL) {
            return all;
        }
        SplittableRandom random = new SplittableRandom(SEED);
        double share = STATES / (double) all.size();
        return all.stream().filter(state -> random.nextDouble() < share).toList();
    }

    @ParameterizedTest
    @EnumSource(
            value = Durability.class,
            names = {"FULL", "LEDGER"})
    void whateverTheDiskKeptEveryAcknowledgedEventIsThereAndTheStudyGoesOn(Durability level) throws IOException {
        Path study = directory.resolve("study");
        List<String> lines = new ArrayList<>();
        SimulatedDisk disk = record(study, level, lines);
        Path metadata = study.resolve("queue/gen-0001/metadata.cq4t");
        byte[] metadataFile = Files.exists(metadata) ? Files.readAllBytes(metadata) : new byte[0];
        Studies.delete(study);
        List<State> states = states(disk);
        for (State state : states) {
            state.write(study, metadataFile);
            check(study, level, state, lines);
            Studies.delete(study);
        }
        System.out.println("crash points, level " + level + ", seed " + SEED + ": "
                + disk.moments().size() + " moments, " + states.size() + " states of the disk");
    }

    private static void check(Path study, Durability level, State state, List<String> lines) {
        String story = "seed " + SEED + ", " + state.story();
        List<String> found = new ArrayList<>();
        List<String> notes;
        try (Opened opened = Studies.open(study, level)) {
            opened.events().forEach(event -> found.add(text(event)));
            notes = opened.opened().notes();
            Studies.report(opened.journal(), 0, 2);
        } catch (RuntimeException e) {
            throw new AssertionError(story, e);
        }
        int kept = common(found, lines);
        assertThat(kept).as(story).isGreaterThan((int) state.acknowledged());
        int added = kept == 0 ? 2 : kept == 1 ? found.size() - 1 : 1;
        assertThat(found).as(story).hasSize(kept + added);
        if (readable(state, lines) > kept) {
            assertThat(notes).as(story).isNotEmpty();
        }
        LogCheck verification = LogCheck.of(study, Map.of(), event -> {});
        assertThat(verification.findings()).as(story).isEmpty();
        assertThat(verification.failure()).as(story).isEmpty();
    }

    private static int common(List<String> found, List<String> lines) {
        int same = 0;
        while (same < found.size() && same < lines.size() && found.get(same).equals(lines.get(same))) {
            same++;
        }
        return same;
    }

    /** How many of the study's lines stand whole in the ledger's files of this state. */
    private static int readable(State state, List<String> lines) {
        StringBuilder all = new StringBuilder();
        state.ledger().values().forEach(bytes -> all.append(new String(bytes, StandardCharsets.UTF_8)));
        int readable = 0;
        for (String line : lines) {
            readable += all.indexOf(line + "\n") >= 0 ? 1 : 0;
        }
        return readable;
    }
}
