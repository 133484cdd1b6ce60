package io.trialog.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A file system that a test mounts and unmounts; a test that needs one is skipped where that is not allowed. */
public final class Mount implements AutoCloseable {

    private final Path point;

    private Mount(Path point) {
        this.point = point;
    }

    /** A file system in memory. */
    public static Mount tmpfs(Path point, String size) throws IOException {
        return mount(point, List.of("mount", "-t", "tmpfs", "-o", "size=" + size, "tmpfs", point.toString()));
    }

    /** The file system in an image file. */
    public static Mount image(Path image, Path point) throws IOException {
        return mount(point, List.of("mount", "-o", "loop", image.toString(), point.toString()));
    }

    /** A directory mounted over itself, for reading only: even the superuser can't write there. */
    public static Mount readOnly(Path directory) throws IOException {
        Mount mount = mount(directory, List.of("mount", "--bind", directory.toString(), directory.toString()));
        run(List.of("mount", "-o", "remount,ro,bind", directory.toString()));
        return mount;
    }

    /** Makes an image file with an empty ext4 in it. */
    public static void ext4(Path image, String size) throws IOException {
        boolean made = run(List.of("truncate", "-s", size, image.toString()))
                && run(List.of("mkfs.ext4", "-q", "-F", image.toString()));
        assumeTrue(made, "needs mkfs.ext4");
    }

    private static Mount mount(Path point, List<String> command) throws IOException {
        Files.createDirectories(point);
        assumeTrue(run(command), "needs the right to mount: " + String.join(" ", command));
        return new Mount(point);
    }

    private static boolean run(List<String> command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            boolean done = process.waitFor() == 0;
            if (!done && !command.get(0).equals("umount")) {
                System.out.println(String.join(" ", command) + ": " + output.strip());
            }
            return done;
        } catch (IOException e) {
            return false; // there is no such program
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Chronicle releases its mappings a little after a queue was closed. */
    @Override
    public void close() {
        boolean done = false;
        for (int i = 0; i < 20 && !done; i++) {
            System.gc();
            done = run(List.of("umount", point.toString()));
            if (!done && !pause()) {
                break;
            }
        }
        if (!done && !run(List.of("umount", "-l", point.toString()))) {
            throw new UncheckedIOException(new IOException("could not unmount " + point));
        }
    }

    private static boolean pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(100);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
