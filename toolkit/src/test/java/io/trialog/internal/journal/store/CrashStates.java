package io.trialog.internal.journal.store;

import io.trialog.internal.journal.store.SimulatedDisk.Image;
import io.trialog.internal.journal.store.SimulatedDisk.Moment;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * Everything that a disk may hold after the power failed at some moment: of what was not forced, each page may have
 * arrived or not, in any order; sectors of a page may be of different age; a file may have its new length and zeros.
 */
final class CrashStates {

    private static final int SECTOR = 512;
    private static final int SUBSETS = 16;

    private final SplittableRandom random;

    CrashStates(long seed) {
        random = new SplittableRandom(seed);
    }

    /**
     * One such state.
     *
     * @param metadata whether the queue's second file is there
     */
    record State(String story, long acknowledged, Map<String, byte[]> ledger, Image queue, boolean metadata) {

        /** Lays the state out in a study directory. */
        void write(Path study, byte[] metadataFile) throws IOException {
            Files.createDirectories(study.resolve("ledger"));
            for (Map.Entry<String, byte[]> file : ledger.entrySet()) {
                Files.write(study.resolve(file.getKey()), file.getValue());
            }
            if (queue.length() > 0) {
                Path directory = Files.createDirectories(study.resolve("queue/gen-0001"));
                try (RandomAccessFile file =
                        new RandomAccessFile(directory.resolve("19700101F.cq4").toFile(), "rw")) {
                    file.setLength(queue.length());
                    for (Map.Entry<Integer, byte[]> page : queue.pages().entrySet()) {
                        file.seek((long) page.getKey() * SimulatedDisk.PAGE);
                        file.write(page.getValue());
                    }
                }
                if (metadata) {
                    Files.write(directory.resolve("metadata.cq4t"), metadataFile);
                }
            }
        }
    }

    /** All combinations of what may have become of the ledger and of the queue. */
    List<State> of(Moment moment) {
        Map<String, Map<String, byte[]>> ledgers = ledgers(moment);
        Map<String, Image> queues = queues(moment);
        List<State> states = new ArrayList<>();
        ledgers.forEach((ledgerStory, ledger) -> queues.forEach((queueStory, queue) -> states.add(new State(
                "after '" + moment.operation() + "': ledger " + ledgerStory + ", queue " + queueStory,
                moment.acknowledged(),
                ledger,
                queue,
                random.nextInt(4) > 0))));
        return states;
    }

    private Map<String, Map<String, byte[]>> ledgers(Moment moment) {
        Map<String, Map<String, byte[]>> all = new LinkedHashMap<>();
        all.put("as forced", moment.sure());
        for (Map.Entry<String, byte[]> file : moment.present().entrySet()) {
            byte[] now = file.getValue();
            byte[] before = moment.sure().get(file.getKey());
            if (before == null || !Arrays.equals(before, now)) {
                fates(before == null ? new byte[0] : before, now)
                        .forEach((story, bytes) -> all.put(story, with(moment.sure(), file.getKey(), bytes)));
            }
        }
        return all;
    }

    private static Map<String, byte[]> with(Map<String, byte[]> files, String name, byte[] bytes) {
        Map<String, byte[]> changed = new LinkedHashMap<>(files);
        changed.put(name, bytes);
        return changed;
    }

    /** What may have become of bytes that were appended to a file and not forced. */
    private Map<String, byte[]> fates(byte[] before, byte[] now) {
        Map<String, byte[]> fates = new LinkedHashMap<>();
        fates.put("not written", before);
        fates.put("whole", now);
        fates.put("all zeros", Arrays.copyOf(before, now.length));
        fates.put("all but one byte", Arrays.copyOf(now, Math.max(before.length, now.length - 1)));
        for (int i = 0; i < 4 && now.length > before.length; i++) {
            int end = random.nextInt(before.length, now.length);
            fates.put("cut at " + end, Arrays.copyOf(now, end));
        }
        int first = before.length / SimulatedDisk.PAGE;
        int pages = now.length / SimulatedDisk.PAGE - first + 1;
        for (int subset : subsets(pages)) {
            fates.put("pages " + Integer.toBinaryString(subset), mixed(before, now, SimulatedDisk.PAGE, first, subset));
        }
        int sector = before.length / SECTOR;
        for (int i = 0; i < 3; i++) {
            int subset = random.nextInt();
            fates.put("sectors " + Integer.toBinaryString(subset), mixed(before, now, SECTOR, sector, subset));
        }
        return fates;
    }

    /** The new bytes where the bit of the unit is set, else the old ones, which are zeros behind the old end. */
    private static byte[] mixed(byte[] before, byte[] now, int unit, int firstUnit, int subset) {
        byte[] mixed = Arrays.copyOf(before, now.length);
        for (int at = before.length; at < now.length; at++) {
            if ((subset >> ((at / unit - firstUnit) % 32) & 1) == 1) {
                mixed[at] = now[at];
            }
        }
        return mixed;
    }

    /** All subsets of few things, some of many. */
    private int[] subsets(int things) {
        return things <= 4
                ? IntStream.range(0, 1 << things).toArray()
                : random.ints(SUBSETS).toArray();
    }

    private Map<String, Image> queues(Moment moment) {
        Map<String, Image> all = new LinkedHashMap<>();
        all.put("as forced", moment.sureQueue());
        List<Integer> differing = moment.sureQueue().differences(moment.presentQueue());
        if (differing.isEmpty()) {
            return all;
        }
        for (int subset : subsets(differing.size())) {
            all.put("pages " + differing + " " + Integer.toBinaryString(subset), mixed(moment, differing, subset));
        }
        for (int i = 0; i < 4; i++) {
            all.put("sectors of " + differing + ", " + i, torn(moment, differing));
        }
        return all;
    }

    private static Image mixed(Moment moment, List<Integer> differing, int subset) {
        Image image = copy(moment);
        for (int i = 0; i < differing.size(); i++) {
            if ((subset >> (i % 32) & 1) == 1) {
                image.pages().put(differing.get(i), moment.presentQueue().page(differing.get(i)));
            }
        }
        return image;
    }

    private Image torn(Moment moment, List<Integer> differing) {
        Image image = copy(moment);
        for (int page : differing) {
            byte[] bytes = image.page(page).clone();
            for (int at = 0; at < bytes.length; at += SECTOR) {
                if (random.nextBoolean()) {
                    System.arraycopy(moment.presentQueue().page(page), at, bytes, at, SECTOR);
                }
            }
            image.pages().put(page, bytes);
        }
        return image;
    }

    private static Image copy(Moment moment) {
        return new Image(
                Math.max(moment.sureQueue().length(), moment.presentQueue().length()),
                new TreeMap<>(moment.sureQueue().pages()));
    }
}
