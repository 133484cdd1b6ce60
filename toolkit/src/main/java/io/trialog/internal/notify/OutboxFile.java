package io.trialog.internal.notify;

import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.json.FlatJson;
import io.trialog.internal.json.JsonText;
import io.trialog.spi.Notification;
import io.trialog.spi.Notification.Event;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the messages that could not be delivered yet in a study's directory, one JSON object per line: what happened, when, and the
 * line for people; no address and no secret. The file is there only while messages wait.
 */
final class OutboxFile {

    static final String NAME = "outbox.jsonl";

    private final Path directory;
    private final Path file;

    OutboxFile(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(NAME);
    }

    void write(List<Delivery> waiting) throws IOException {
        if (waiting.isEmpty()) {
            Files.deleteIfExists(file);
            return;
        }
        StringBuilder lines = new StringBuilder();
        waiting.forEach(
                delivery -> lines.append(JsonText.strict(fields(delivery))).append('\n'));
        AtomicFile.write(file, lines.toString());
    }

    private static Map<String, @Nullable Object> fields(Delivery delivery) {
        Notification notification = delivery.notification();
        TrialRecord trial = notification.trial();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("channel", delivery.channel());
        fields.put("event", notification.event().word());
        fields.put("at", notification.at().toString());
        fields.put("trial", trial == null ? -1L : trial.number());
        fields.put("params", notification.includeParams());
        fields.put("text", notification.text());
        return fields;
    }

    /**
     * Reads what waits.
     *
     * @param view the study as it stands, which the messages show now
     * @throws IOException if the file can't be read
     */
    List<Delivery> read(StudyView view) throws IOException {
        List<Delivery> waiting = new ArrayList<>();
        if (Files.isRegularFile(file)) {
            for (String line : Files.readAllLines(file)) {
                waiting.add(delivery(FlatJson.read(line.getBytes(StandardCharsets.UTF_8)), view));
            }
        }
        return waiting;
    }

    private Delivery delivery(Map<String, @Nullable Object> fields, StudyView view) throws IOException {
        long number = FlatJson.number(fields, "trial");
        try {
            Notification notification = new Notification(
                    Event.valueOf(FlatJson.text(fields, "event").toUpperCase(Locale.ROOT)),
                    view.settings().name(),
                    directory,
                    Instant.parse(FlatJson.text(fields, "at")),
                    view,
                    number < 0 || number >= view.trialCount() ? null : view.trial((int) number),
                    Boolean.TRUE.equals(fields.get("params")),
                    FlatJson.text(fields, "text"));
            return new Delivery(FlatJson.text(fields, "channel"), notification, 1, Instant.MIN);
        } catch (IllegalArgumentException | DateTimeException e) {
            throw new IOException(file + " can't be understood: " + e.getMessage(), e);
        }
    }
}
