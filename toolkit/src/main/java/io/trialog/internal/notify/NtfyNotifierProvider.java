package io.trialog.internal.notify;

import io.trialog.spi.Notifier;
import io.trialog.spi.NotifierProvider;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.net.URI;
import java.util.List;

/** Makes notifiers that publish at a server of ntfy. */
public final class NtfyNotifierProvider implements NotifierProvider {

    @Override
    public String type() {
        return "ntfy";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.secret("topic", "The topic; whoever knows it can read along on a public server.")
                        .required(),
                Option.text("server", "https://ntfy.sh", "The server."),
                Option.secret("token", "An access token that the server wants."),
                Option.duration("timeout", WebhookNotifierProvider.TIMEOUT, "How long the server may take to answer."));
    }

    @Override
    public Notifier create(OptionValues options) {
        return new NtfyNotifier(
                server(options.text("server")),
                options.secret("topic"),
                options.has("token") ? options.secret("token") : null,
                options.duration("timeout"));
    }

    /** An address with a password would stand in the study file in clear. */
    private static URI server(String text) {
        if (!text.matches("https?://[^\\s/@?#]+(/[^\\s@?#]*)?")) {
            throw new IllegalArgumentException(
                    "The server of ntfy must be an address such as https://ntfy.sh, without a"
                            + " user or a password.\nMaybe token: {env: NTFY_TOKEN}.");
        }
        return URI.create(text.endsWith("/") ? text : text + "/");
    }
}
