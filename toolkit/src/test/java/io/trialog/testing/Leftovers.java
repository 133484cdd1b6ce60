package io.trialog.testing;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * The processes of a job that still live, by the token in their environment. The wrapper, which says that everything is
 * over before it is over itself, is given a second. Linux only; elsewhere always none.
 */
public final class Leftovers {

    private Leftovers() {}

    public static List<Long> of(String token) throws IOException, InterruptedException {
        List<Long> found = now(token);
        for (int i = 0; i < 50 && !found.isEmpty(); i++) {
            TimeUnit.MILLISECONDS.sleep(20);
            found = now(token);
        }
        return found;
    }

    private static List<Long> now(String token) throws IOException {
        List<Long> found = new ArrayList<>();
        Path proc = Path.of("/proc");
        if (!Files.isReadable(proc.resolve("self/environ"))) {
            return found;
        }
        try (DirectoryStream<Path> entries = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path entry : entries) {
                if (environment(entry).contains("TRIALOG_TOKEN=" + token)) {
                    found.add(Long.parseLong(entry.getFileName().toString()));
                }
            }
        }
        return found;
    }

    private static List<String> environment(Path process) {
        try {
            byte[] bytes = Files.readAllBytes(process.resolve("environ"));
            return Arrays.asList(new String(bytes, StandardCharsets.UTF_8).split("\0", -1));
        } catch (IOException e) {
            return List.of();
        }
    }
}
