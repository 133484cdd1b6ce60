package io.trialog.internal.notify;

import io.trialog.internal.json.JsonText;
import io.trialog.spi.Notification;
import io.trialog.spi.Notifier;
import io.trialog.spi.SecretReference;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Publishes each message at a server of ntfy, as JSON: so the topic stands in no address, and titles may have any letters. */
final class NtfyNotifier implements Notifier {

    private static final int HIGH = 4;
    private static final int USUAL = 3;

    private final URI server;
    private final SecretReference topic;
    private final @Nullable SecretReference token;
    private final HttpPost http;

    NtfyNotifier(URI server, SecretReference topic, @Nullable SecretReference token, Duration timeout) {
        this.server = server;
        this.topic = topic;
        this.token = token;
        this.http = new HttpPost(timeout);
    }

    @Override
    public void send(Notification notification) throws IOException, InterruptedException {
        boolean urgent =
                notification.event() == Notification.Event.FAILED || notification.event() == Notification.Event.STALLED;
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("topic", topic.read().reveal());
        body.put("title", notification.study() + ": " + notification.event().word());
        body.put("message", notification.text());
        body.put("priority", urgent ? HIGH : USUAL);
        body.put("tags", List.of("trialog"));
        http.send(server, WebhookNotifier.bearer(token), "application/json; charset=utf-8", JsonText.strict(body));
    }
}
