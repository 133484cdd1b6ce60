package io.trialog.internal.journal.store;

import io.trialog.internal.journal.ledger.Disk;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Passes everything on to the real disk and notes, at every operation on the ledger, what is sure to be on the disk and
 * what may be there besides: of the ledger by its own operations, of the queue by looking at its file, whose pages are
 * sure from the moment when the ledger is forced (the queue is forced before).
 */
final class SimulatedDisk implements Disk {

    static final int PAGE = 4096;
    private static final String QUEUE = "queue/gen-0001/19700101F.cq4";

    private final Path study;
    private final List<Moment> moments = new ArrayList<>();
    private final Map<String, byte[]> sure = new TreeMap<>();
    private final Map<String, byte[]> present = new TreeMap<>();
    private Image sureQueue = Image.NONE;
    private long acknowledged = -1;

    /** The pages of a file that hold anything but zeros. */
    record Image(long length, Map<Integer, byte[]> pages) {

        static final Image NONE = new Image(0, Map.of());

        static Image of(Path path) {
            if (!Files.exists(path)) {
                return NONE;
            }
            Map<Integer, byte[]> pages = new TreeMap<>();
            try (RandomAccessFile file = new RandomAccessFile(path.toFile(), "r")) {
                byte[] all = new byte[(int) file.length()];
                file.readFully(all);
                byte[] zeros = new byte[PAGE];
                for (int page = 0; page < all.length / PAGE; page++) {
                    if (!Arrays.equals(all, page * PAGE, (page + 1) * PAGE, zeros, 0, PAGE)) {
                        pages.put(page, Arrays.copyOfRange(all, page * PAGE, (page + 1) * PAGE));
                    }
                }
                return new Image(all.length, pages);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** The pages in which the two differ. */
        List<Integer> differences(Image other) {
            Set<Integer> differing = new TreeSet<>(pages.keySet());
            differing.addAll(other.pages.keySet());
            differing.removeIf(page -> Arrays.equals(page(page), other.page(page)));
            return List.copyOf(differing);
        }

        byte[] page(int page) {
            return pages.getOrDefault(page, new byte[PAGE]);
        }
    }

    /**
     * What the disk may hold if the power fails now.
     *
     * @param operation what was just done
     * @param acknowledged the last event that was acknowledged by now
     * @param sure the ledger's files as they are at least
     * @param present the ledger's files as they are at most
     */
    record Moment(
            String operation,
            long acknowledged,
            Map<String, byte[]> sure,
            Map<String, byte[]> present,
            Image sureQueue,
            Image presentQueue) {}

    SimulatedDisk(Path study) {
        this.study = study;
    }

    List<Moment> moments() {
        return moments;
    }

    /** Events up to this one were acknowledged by now. */
    void acknowledged(long seq) {
        acknowledged = seq;
        note("acknowledged " + seq);
    }

    private void note(String operation) {
        moments.add(new Moment(
                operation,
                acknowledged,
                new TreeMap<>(sure),
                new TreeMap<>(present),
                sureQueue,
                Image.of(study.resolve(QUEUE))));
    }

    @Override
    public File create(Path path) throws IOException {
        if (sureQueue == Image.NONE) {
            sureQueue = Image.of(study.resolve(QUEUE)); // forced whole when it was built
        }
        File file = Disk.REAL.create(path);
        String name = study.relativize(path).toString();
        present.put(name, new byte[0]);
        note("create " + name);
        return new Watched(name, file);
    }

    @Override
    public void forceDirectory(Path directory) throws IOException {
        Disk.REAL.forceDirectory(directory);
        present.keySet().forEach(name -> sure.putIfAbsent(name, new byte[0]));
        note("force directory");
    }

    @Override
    public long usableSpace(Path path) {
        return Long.MAX_VALUE;
    }

    private final class Watched implements File {

        private final String name;
        private final File file;

        Watched(String name, File file) {
            this.name = name;
            this.file = file;
        }

        @Override
        public void write(ByteBuffer bytes) throws IOException {
            byte[] before = present.getOrDefault(name, new byte[0]);
            byte[] after = Arrays.copyOf(before, before.length + bytes.remaining());
            bytes.duplicate().get(after, before.length, bytes.remaining());
            note("before writing " + name);
            file.write(bytes);
            present.put(name, after);
            note("write " + name);
        }

        @Override
        public void force() throws IOException {
            file.force();
            sure.computeIfPresent(name, (key, before) -> present.getOrDefault(key, before));
            sureQueue = Image.of(study.resolve(QUEUE));
            note("force " + name);
        }

        @Override
        public void close() throws IOException {
            file.close();
        }
    }
}
