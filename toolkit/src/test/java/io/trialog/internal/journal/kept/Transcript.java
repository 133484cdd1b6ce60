package io.trialog.internal.journal.kept;

import io.trialog.internal.journal.LineSource;
import io.trialog.internal.journal.LogCopy;
import io.trialog.internal.journal.chronicle.QueueStore;
import io.trialog.internal.journal.codec.Head;
import io.trialog.internal.journal.ledger.LedgerReader;
import io.trialog.internal.journal.ledger.LedgerSource;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes a study's log down with other names of machine and places, and so with other hashes. */
final class Transcript {

    private static final Pattern TAIL = Pattern.compile(",\"prev\":\"([0-9a-f]*)\",\"hash\":\"([0-9a-f]{64})\"}$");

    private final Map<Pattern, String> names = new LinkedHashMap<>();
    private final Map<String, String> hashes = new HashMap<>();
    private final Map<Integer, StringBuilder> files = new TreeMap<>();
    private String head = "";
    private long seq = -1;

    Transcript(Path root) throws IOException {
        this(root, Map.of());
    }

    /**
     * @param root the directory in which the studies were made
     * @param further other texts that must not stand in the log, and what stands there instead
     */
    Transcript(Path root, Map<String, String> further) throws IOException {
        name(root.toString(), "/studies");
        further.forEach(this::name);
        name(Files.readString(Path.of("/proc/sys/kernel/hostname")).trim(), "node1");
        name(
                Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).trim(),
                "00000000-0000-4000-8000-000000000000");
        hashes.put("", "");
    }

    /** A short name of a machine may be a part of other words, which stay. */
    private void name(String real, String neutral) {
        names.put(Pattern.compile("(?<!\\w)" + Pattern.quote(real) + "(?!\\w)"), neutral);
    }

    /** The same text with neutral names. */
    String neutral(String text) {
        String neutral = text;
        for (Map.Entry<Pattern, String> name : names.entrySet()) {
            neutral = name.getKey().matcher(neutral).replaceAll(Matcher.quoteReplacement(name.getValue()));
        }
        return neutral;
    }

    /** Writes ledger, queue and watermark of the study in {@code from} to {@code to}. */
    void write(Path from, Path to) throws IOException {
        read(from);
        ofTheFuture();
        queue(writeLedger(to), to);
    }

    /** Writes ledger, watermark and study file of the study in {@code from} to {@code to}: what happened, and no more. */
    void writeWithoutQueue(Path from, Path to) throws IOException {
        read(from);
        writeLedger(to);
        Path file = from.resolve("study.yaml");
        if (Files.exists(file)) {
            Files.writeString(to.resolve("study.yaml"), neutral(Files.readString(file)));
        }
    }

    private void read(Path from) throws IOException {
        LedgerReader.read(from.resolve("ledger"), 0, Long.MAX_VALUE, stored -> {
            take(stored.envelope().epoch(), new String(stored.line(), StandardCharsets.UTF_8));
            return true;
        });
    }

    private Path writeLedger(Path to) throws IOException {
        Path ledger = Files.createDirectories(to.resolve("ledger"));
        for (Map.Entry<Integer, StringBuilder> entry : files.entrySet()) {
            Files.writeString(ledger.resolve("%06d.jsonl".formatted(entry.getKey())), entry.getValue());
        }
        Files.writeString(ledger.resolve("acknowledged"), seq + " " + head + "\n");
        return ledger;
    }

    /** An event of a kind that no version of today knows, with a member that none knows. */
    private void ofTheFuture() {
        String last = files.get(6).toString().strip();
        Matcher at = Pattern.compile("\"at\":\"([^\"]*)\"").matcher(last.substring(last.lastIndexOf('\n') + 1));
        if (!at.find()) {
            throw new IllegalStateException("no time in " + last);
        }
        append(
                6,
                "{\"seq\":%d,\"id\":\"future-%d-0\",\"at\":\"%s\",\"epoch\":6,\"type\":\"TrialDreamtOf\",\"v\":3,"
                                .formatted(seq + 1, seq + 1, at.group(1))
                        + "\"trial\":0,\"mood\":[1,{\"a\":null}],\"payload\":{\"of\":\"electric sheep\",\"count\":123456789012345678901234567890}");
    }

    private void take(int epoch, String line) {
        Matcher tail = TAIL.matcher(line);
        if (!tail.find()) {
            throw new IllegalStateException("no tail in " + line);
        }
        String body = neutral(line.substring(0, tail.start()));
        Matcher continued =
                Pattern.compile("\"continuesHash\":\"([0-9a-f]{64})\"").matcher(body);
        if (continued.find()) {
            body = body.replace(continued.group(1), hashes.getOrDefault(continued.group(1), "?"));
        }
        append(epoch, body);
        hashes.put(tail.group(2), head);
    }

    private void append(int epoch, String body) {
        String hashed = body + ",\"prev\":\"" + head + "\"";
        head = sha256(hashed);
        seq++;
        files.computeIfAbsent(epoch, e -> new StringBuilder())
                .append(hashed)
                .append(",\"hash\":\"")
                .append(head)
                .append("\"}\n");
    }

    private static String sha256(String text) {
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return HexFormat.of().formatHex(digest.digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A queue with the same lines, packed: most of its bytes are zeros. */
    private void queue(Path ledger, Path to) throws IOException {
        Path queue = to.resolve("queue");
        try (LineSource lines = new LedgerSource(ledger)) {
            LogCopy copy = new QueueStore(queue).rebuild(lines, false);
            copy.close(new Head(seq, head, 6, java.time.Instant.EPOCH));
        }
        try (OutputStream out = Files.newOutputStream(to.resolve("queue.zip"));
                ZipOutputStream zip = new ZipOutputStream(out);
                Stream<Path> paths = Files.walk(queue)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                zip.putNextEntry(new ZipEntry(to.relativize(path).toString()));
                Files.copy(path, zip);
            }
        }
        try (Stream<Path> paths = Files.walk(queue)) {
            for (Path path : paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }
}
