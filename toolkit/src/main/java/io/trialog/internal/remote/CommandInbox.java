package io.trialog.internal.remote;

import io.trialog.exception.JournalException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileAccess;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.json.FlatJson;
import io.trialog.internal.platform.Ids;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The directory {@code commands/} of a study: other processes put one file per command there by rename, the controller
 * reads it and puts the answer beside it.
 *
 * <p>A command is {@code ID.json}, a JSON object {@code {"kind": ..., "arguments": {...}}}; its answer {@code ID.answer}.
 */
final class CommandInbox {

    /** The largest number of bytes of a command. */
    public static final int MAX_SIZE = 256 * 1024;

    /** How long an answer can be read. */
    public static final Duration KEPT_FOR = Duration.ofHours(1);

    /** How long an answer can be read however many there are: longer than anybody waits for one. */
    public static final Duration KEPT_AT_LEAST_FOR = Duration.ofMinutes(2);

    private static final int KEPT_AT_MOST = 200;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9._-]{1,80}");
    private static final Pattern KIND = Pattern.compile("[a-z][a-z-]{0,39}");
    private static final String COMMAND = ".json";
    private static final String ANSWER = ".answer";

    private final Path directory;
    private final BooleanSupplier trustsOthers;
    private final Consumer<String> notes;
    private final Set<String> noted = new HashSet<>();

    /** The inbox of a study directory, which need not exist yet. */
    public CommandInbox(Path study) {
        this(study, () -> false, note -> {});
    }

    /**
     * The inbox of a study directory, which need not exist yet.
     *
     * @param trustsOthers whether commands that another user has put there count
     * @param notes is told once of each other user whose commands don't
     */
    CommandInbox(Path study, BooleanSupplier trustsOthers, Consumer<String> notes) {
        this.directory = study.resolve("commands");
        this.trustsOthers = trustsOthers;
        this.notes = notes;
    }

    /**
     * A command as it was found.
     *
     * @param id its name, unique
     * @param kind what is asked for; empty if the file is no command
     * @param arguments with what
     * @param problem why the file is no command, as a sentence for the answer; empty if it is one
     */
    public record Command(String id, String kind, Map<String, @Nullable Object> arguments, String problem) {}

    /**
     * Puts a command.
     *
     * @return its identifier, which sorts behind those put before by this machine
     */
    public String put(String kind, Map<String, ? extends @Nullable Object> arguments, long epochMillis) {
        String id = String.format(Locale.ROOT, "%013d-%s", epochMillis, Ids.next());
        Map<String, @Nullable Object> document = new LinkedHashMap<>();
        document.put("kind", kind);
        document.put("arguments", arguments);
        byte[] bytes = FlatJson.write(document);
        if (bytes.length > MAX_SIZE || !KIND.matcher(kind).matches()) {
            throw new IllegalArgumentException("A command must have at most " + MAX_SIZE
                    + " bytes and a kind of small letters, but '" + kind + "' has " + bytes.length + " bytes.");
        }
        replace(id + COMMAND, bytes);
        return id;
    }

    /** The commands without an answer, by name. Files that are no commands are listed with their problem. */
    public List<Command> pending() {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            List<Command> commands = new ArrayList<>();
            for (Path path : entries.sorted().toList()) {
                String name = String.valueOf(path.getFileName());
                if (name.endsWith(COMMAND)) {
                    String id = name.substring(0, name.length() - COMMAND.length());
                    if (ID.matcher(id).matches() && !Files.exists(directory.resolve(id + ANSWER)) && isOurs(path)) {
                        commands.add(read(id, path));
                    }
                }
            }
            return List.copyOf(commands);
        } catch (IOException e) {
            throw new JournalException(
                    "The commands in " + directory + " must be readable, but are not: " + FileProblem.words(e), e);
        }
    }

    private boolean isOurs(Path path) throws IOException {
        FileAccess access;
        try {
            access = FileAccess.ofName(path);
        } catch (NoSuchFileException e) {
            return false;
        }
        if (access.isOursOrRoots() || trustsOthers.getAsBoolean()) {
            return true;
        }
        if (noted.add(access.owner())) {
            notes.accept("Commands of the user '" + access.owner() + "' in " + directory + " are ignored, such as "
                    + path.getFileName() + ".\nMaybe --trust-directory, if you trust that user.");
        }
        return false;
    }

    private static Command read(String id, Path path) {
        try {
            if (!Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS) || Files.size(path) > MAX_SIZE) {
                return new Command(id, "", Map.of(), "A command must be a file of at most " + MAX_SIZE + " bytes.");
            }
            Map<String, @Nullable Object> document = FlatJson.read(bytes(path));
            if (document.get("kind") instanceof String kind
                    && KIND.matcher(kind).matches()) {
                return new Command(id, kind, arguments(document.get("arguments")), "");
            }
            return new Command(id, "", Map.of(), "A command must have a kind.");
        } catch (IOException e) {
            return new Command(
                    id, "", Map.of(), "A command must be a JSON object, but can't be read: " + e.getMessage());
        }
    }

    /** It may grow, or become something else, between two looks. */
    private static byte[] bytes(Path path) throws IOException {
        try (InputStream in = Files.newInputStream(path, LinkOption.NOFOLLOW_LINKS)) {
            byte[] bytes = in.readNBytes(MAX_SIZE + 1);
            if (bytes.length > MAX_SIZE) {
                throw new IOException("it has more than " + MAX_SIZE + " bytes");
            }
            return bytes;
        }
    }

    private static Map<String, @Nullable Object> arguments(@Nullable Object value) throws IOException {
        if (value != null && !(value instanceof Map<?, ?>)) {
            throw new IOException("its arguments are no object");
        }
        Map<String, @Nullable Object> arguments = new LinkedHashMap<>();
        if (value instanceof Map<?, ?> map) {
            map.forEach((key, argument) -> arguments.put(String.valueOf(key), argument));
        }
        return arguments;
    }

    /** Answers a command; the first answer stands. */
    public void answer(String id, Map<String, ? extends @Nullable Object> answer) {
        if (!Files.exists(directory.resolve(checked(id) + ANSWER))) {
            replace(id + ANSWER, FlatJson.write(answer));
        }
    }

    /** The answer to a command, or {@code null} if there is none yet. */
    public @Nullable Map<String, @Nullable Object> answerTo(String id) {
        try {
            return FlatJson.read(Files.readAllBytes(directory.resolve(checked(id) + ANSWER)));
        } catch (NoSuchFileException e) {
            return null;
        } catch (IOException e) {
            throw new JournalException(
                    "The answer to the command " + id + " can't be read: " + FileProblem.words(e), e);
        }
    }

    /**
     * Removes answered commands that nobody waits for any more: those answered longer ago than {@link #KEPT_FOR}, and the
     * oldest beyond {@value #KEPT_AT_MOST} even if they are younger, but none before {@link #KEPT_AT_LEAST_FOR} has passed.
     * Commands without an answer, and files that are neither, stay.
     *
     * @param now the time by the clock of the file system, as near as one knows it
     * @return how many commands were removed
     */
    public int tidy(Instant now) {
        if (!Files.isDirectory(directory)) {
            return 0;
        }
        try {
            List<Path> answers = answers();
            int removed = 0;
            for (int i = 0; i < answers.size(); i++) {
                boolean tooMany = answers.size() - i > KEPT_AT_MOST;
                Instant end = now.minus(tooMany ? KEPT_AT_LEAST_FOR : KEPT_FOR);
                if (Files.getLastModifiedTime(answers.get(i)).toInstant().isBefore(end)) {
                    remove(answers.get(i));
                    removed++;
                }
            }
            return removed;
        } catch (NoSuchFileException e) {
            return 0; // somebody else tidies up too
        } catch (IOException e) {
            throw new JournalException(
                    "The answered commands in " + directory + " could not be removed: " + FileProblem.words(e), e);
        }
    }

    /** The answers, the oldest command first. */
    private List<Path> answers() throws IOException {
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(path -> isAnswer(String.valueOf(path.getFileName())))
                    .sorted()
                    .toList();
        }
    }

    private static boolean isAnswer(String name) {
        return name.endsWith(ANSWER)
                && ID.matcher(name.substring(0, name.length() - ANSWER.length()))
                        .matches();
    }

    /** The command first: without its answer it would be carried out again. */
    private void remove(Path answer) throws IOException {
        String name = String.valueOf(answer.getFileName());
        String id = name.substring(0, name.length() - ANSWER.length());
        Files.deleteIfExists(directory.resolve(id + COMMAND));
        Files.deleteIfExists(answer);
    }

    private static String checked(String id) {
        if (!ID.matcher(id).matches()) {
            throw new IllegalArgumentException("'" + id + "' can't be the name of a command.");
        }
        return id;
    }

    private void replace(String name, byte[] bytes) {
        try {
            Files.createDirectories(directory);
            AtomicFile.writeForced(directory.resolve(name), bytes);
        } catch (IOException e) {
            throw new JournalException(
                    "The file " + name + " could not be put into " + directory + ": " + FileProblem.words(e), e);
        }
    }
}
