package io.trialog.internal.notify;

import io.trialog.spi.Notification;
import io.trialog.spi.Notifier;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Hands each message to the {@code sendmail} of this machine. */
final class MailNotifier implements Notifier {

    private static final int SECONDS = 60;

    private final Path program;
    private final List<String> receivers;

    /** @param receivers addresses that were checked: they can't end a line, nor begin an option */
    MailNotifier(Path program, List<String> receivers) {
        this.program = program;
        this.receivers = List.copyOf(receivers);
    }

    @Override
    public void send(Notification notification) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(program.toString(), "-t", "-i")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            try (OutputStream in = process.getOutputStream()) {
                in.write(mail(notification).getBytes(StandardCharsets.US_ASCII));
            }
            if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
                throw new IOException(program + " did not end within " + SECONDS + " s");
            }
        } finally {
            process.destroyForcibly();
        }
        if (process.exitValue() != 0) {
            throw new IOException(program + " ended with exit code " + process.exitValue());
        }
    }

    /** Only ASCII, and no line but the headers' own: names of studies can't add any. RFC 5322, 2045 and 2047. */
    private String mail(Notification notification) {
        String subject =
                "Trialog: " + notification.study() + ": " + notification.event().word();
        String body =
                Base64.getMimeEncoder().encodeToString((notification.text() + "\n").getBytes(StandardCharsets.UTF_8));
        return "To: " + String.join(", ", receivers) + "\n"
                + "Subject: =?utf-8?B?"
                + Base64.getEncoder().encodeToString(cut(subject).getBytes(StandardCharsets.UTF_8)) + "?=\n"
                + "MIME-Version: 1.0\n"
                + "Content-Type: text/plain; charset=utf-8\n"
                + "Content-Transfer-Encoding: base64\n"
                + "Auto-Submitted: auto-generated\n"
                + "\n"
                + body.replace("\r\n", "\n") + "\n";
    }

    /** An encoded word has at most 75 characters. */
    private static String cut(String subject) {
        int end = subject.length();
        while (subject.substring(0, end).getBytes(StandardCharsets.UTF_8).length > 45) {
            end = subject.offsetByCodePoints(end, -1);
        }
        return subject.substring(0, end);
    }
}
