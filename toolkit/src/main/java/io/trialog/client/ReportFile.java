package io.trialog.client;

import io.trialog.exception.TrialogException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The report file: lines are appended whole, {@code seq} goes on behind what is there. Not thread safe.
 *
 * <p>It is opened anew for each line, since closing is what makes a line visible to other machines on NFS.
 */
final class ReportFile {

    private static final Pattern SEQ = Pattern.compile("^\\{\"seq\":(\\d{1,18}),.*}$");

    private final Path path;
    private long end;
    private long seq;

    ReportFile(Path path) {
        this.path = path;
    }

    void append(String fields) {
        try (FileChannel file = FileChannel.open(
                path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND)) {
            String torn = file.size() == end ? "" : catchUp();
            String line = torn + "{\"seq\":" + seq + "," + fields + "}\n";
            ByteBuffer bytes = ByteBuffer.wrap(line.getBytes(StandardCharsets.UTF_8));
            end += bytes.remaining();
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            seq++;
        } catch (IOException e) {
            throw new TrialogException("Nothing can be written to the report file " + path + ": " + e, e);
        }
    }

    /** Reads what others wrote; returns the newline that ends a torn last line, if there is one. */
    private String catchUp() throws IOException {
        byte[] bytes = Files.readAllBytes(path);
        String content = new String(bytes, StandardCharsets.UTF_8);
        end = bytes.length;
        seq = 0;
        for (String line : content.lines().toList()) {
            Matcher matcher = SEQ.matcher(line);
            if (matcher.matches()) {
                seq = Math.max(seq, Long.parseLong(matcher.group(1)) + 1);
            }
        }
        return content.isEmpty() || content.endsWith("\n") ? "" : "\n";
    }
}
