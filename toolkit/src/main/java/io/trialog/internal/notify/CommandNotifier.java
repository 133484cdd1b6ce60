package io.trialog.internal.notify;

import io.trialog.spi.Notification;
import io.trialog.spi.Notifier;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.TimeUnit;

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
            write(process, MessageFields.json(notification) + "\n");
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
}
