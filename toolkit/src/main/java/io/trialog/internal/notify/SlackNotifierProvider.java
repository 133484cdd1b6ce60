package io.trialog.internal.notify;

import io.trialog.spi.Notifier;
import io.trialog.spi.NotifierProvider;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.util.List;

/** Makes notifiers that post to an incoming webhook of Slack. */
public final class SlackNotifierProvider implements NotifierProvider {

    @Override
    public String type() {
        return "slack";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.secret("url", "The address of the incoming webhook.").required(),
                Option.duration("timeout", WebhookNotifierProvider.TIMEOUT, "How long Slack may take to answer."));
    }

    @Override
    public Notifier create(OptionValues options) {
        return new WebhookNotifier(options.secret("url"), null, WebhookTemplate.SLACK, options.duration("timeout"));
    }
}
