package io.trialog.internal.notify;

import io.trialog.spi.Notification;
import io.trialog.spi.Notifier;
import io.trialog.spi.SecretReference;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Posts each message to a webhook. */
final class WebhookNotifier implements Notifier {

    private final SecretReference url;
    private final @Nullable SecretReference token;
    private final WebhookTemplate template;
    private final HttpPost http;

    /**
     * @param url the address, which is a secret by itself
     * @param token sent as a bearer's token, or {@code null}
     */
    WebhookNotifier(SecretReference url, @Nullable SecretReference token, WebhookTemplate template, Duration timeout) {
        this.url = url;
        this.token = token;
        this.template = template;
        this.http = new HttpPost(timeout);
    }

    @Override
    public void send(Notification notification) throws IOException, InterruptedException {
        http.send(HttpPost.address(url), bearer(token), "application/json; charset=utf-8", template.body(notification));
    }

    static Map<String, String> bearer(@Nullable SecretReference token) {
        return token == null
                ? Map.of()
                : Map.of("Authorization", "Bearer " + token.read().reveal());
    }
}
