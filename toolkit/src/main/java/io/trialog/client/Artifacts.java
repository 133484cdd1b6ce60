package io.trialog.client;

import io.trialog.exception.TrialogException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;

/** What a trial tells of a file that belongs to it. */
final class Artifacts {

    private static final int BLOCK = 1 << 16;

    private Artifacts() {}

    /** The record of a file, as it stands in a report. */
    static Map<String, Object> record(Path file, String name) {
        Path path = file.toAbsolutePath().normalize();
        Map<String, Object> record = new LinkedHashMap<>();
        record.put("name", name);
        record.put("path", path.toString());
        try (InputStream in = Files.newInputStream(path)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] block = new byte[BLOCK];
            long size = 0;
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                digest.update(block, 0, read);
                size += read;
            }
            record.put("bytes", size);
            record.put("sha256", HexFormat.of().formatHex(digest.digest()));
            return record;
        } catch (IOException e) {
            throw new TrialogException("The file " + path + " can't be read: " + e, e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256.", e);
        }
    }
}
