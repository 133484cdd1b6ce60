package io.trialog.internal.journal.ledger;

import io.trialog.exception.DamagedLogException;
import io.trialog.internal.format.ShellWords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A ledger that lacks events which it once held: its files were removed, or packed to save room. Whatever command finds that names
 * the same remedy.
 */
public final class LedgerGap {

    private static final String PACKED = "\\d{6,9}\\.jsonl\\.(gz|xz|zst|bz2)";

    private LedgerGap() {}

    /**
     * Returns what to throw where only the ledger is read.
     *
     * @param ledger the directory of the ledger
     * @param from the first event that it lacks
     */
    public static DamagedLogException at(Path ledger, long from) {
        return new DamagedLogException(
                "The ledger " + ledger + " lacks events, from seq " + from + " on: files of it are missing.",
                advice(ledger));
    }

    /** Returns what to do about a ledger that lacks events, on a line that begins with "Maybe". */
    static String advice(Path ledger) {
        String packed = unpacking(ledger);
        return "Maybe the queue holds them: " + remedy(ledger)
                + (packed.isEmpty() ? "" : " Or unpack what is there first: " + packed + ".");
    }

    /** Returns what restores a ledger from the queue, in a sentence. */
    public static String remedy(Path ledger) {
        return "'trialog rebuild "
                + ShellWords.brief(String.valueOf(ledger.toAbsolutePath().getParent()))
                + "' restores the ledger from the queue.";
    }

    /**
     * Returns the command that unpacks the files of a ledger that somebody packed, or an empty text.
     *
     * @param ledger the directory of the ledger
     */
    public static String unpacking(Path ledger) {
        List<Path> packed = packed(ledger);
        if (packed.isEmpty()) {
            return "";
        }
        String name = packed.get(0).toString();
        String program = name.endsWith(".gz")
                ? "gunzip"
                : name.endsWith(".xz") ? "unxz" : name.endsWith(".bz2") ? "bunzip2" : "unzstd";
        return program + " "
                + packed.stream().map(path -> ShellWords.brief(path.toString())).collect(Collectors.joining(" "));
    }

    /** Files without their unpacked ones, the oldest first. */
    private static List<Path> packed(Path ledger) {
        if (!Files.isDirectory(ledger)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(ledger)) {
            return entries.filter(path -> path.getFileName().toString().matches(PACKED))
                    .filter(path -> !Files.exists(plain(path)))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            return List.of();
        }
    }

    private static Path plain(Path packed) {
        String name = packed.getFileName().toString();
        return packed.resolveSibling(name.substring(0, name.lastIndexOf('.')));
    }
}
