package io.trialog.internal.notify;

import io.trialog.internal.json.JsonText;
import io.trialog.spi.Notification;
import io.trialog.spi.Notifier;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Runs a program for each message, in the study's directory, with the message as one line of JSON on its input. */
final class CommandNotifier implements Notifier {

    private static final int SECONDS = 60;

    private final List<String> command;

    CommandNotifier(List<String> command) {
        this.command = List.copyOf(command);
    }

    @Override
    public void send(Notification notification) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(notification.directory().toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            write(process, JsonText.strict(fields(notification)) + "\n");
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException("'" + command.get(0) + "' did not end within " + SECONDS + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException("'" + command.get(0) + "' ended with exit code " + process.exitValue());
        }
    }

    /** A program need not read its input. */
    private static void write(Process process, String line) {
        try (OutputStream in = process.getOutputStream()) {
            in.write(line.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            return;
        }
    }

    private static Map<String, @Nullable Object> fields(Notification notification) {
        StudyView view = notification.view();
        Map<String, @Nullable Object> fields = new LinkedHashMap<>();
        fields.put("event", notification.event().word());
        fields.put("study", notification.study());
        fields.put("directory", notification.directory().toString());
        fields.put("at", notification.at().toString());
        fields.put("text", notification.text());
        fields.put("complete", view.count(TrialState.COMPLETE));
        fields.put("pruned", view.count(TrialState.PRUNED));
        fields.put("failed", view.count(TrialState.FAIL));
        TrialRecord trial = notification.trial();
        if (trial != null) {
            fields.put("trial", trial.number());
        }
        TrialRecord best = view.best();
        if (best != null) {
            fields.put("best_trial", best.number());
            fields.put("best_value", best.value());
        }
        return fields;
    }
}
