package io.trialog.internal.notify;

import io.trialog.spi.Notifier;
import io.trialog.spi.NotifierProvider;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.time.Duration;
import java.util.List;

/** Makes notifiers that post to a webhook. */
public final class WebhookNotifierProvider implements NotifierProvider {

    static final Duration TIMEOUT = Duration.ofSeconds(20);

    @Override
    public String type() {
        return "webhook";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.secret("url", "The address of the webhook.").required(),
                Option.word("template", WebhookTemplate.words(), WebhookTemplate.JSON.word(), "What is posted."),
                Option.secret("token", "A bearer's token that the server wants."),
                Option.duration("timeout", TIMEOUT, "How long the server may take to answer."));
    }

    @Override
    public Notifier create(OptionValues options) {
        return new WebhookNotifier(
                options.secret("url"),
                options.has("token") ? options.secret("token") : null,
                WebhookTemplate.of(options.text("template")),
                options.duration("timeout"));
    }
}
