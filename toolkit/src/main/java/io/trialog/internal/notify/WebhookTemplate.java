package io.trialog.internal.notify;

import io.trialog.internal.json.JsonText;
import io.trialog.spi.Notification;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/** Writes the bodies that chat services and scripts expect of a webhook. */
enum WebhookTemplate {
    /** One object with everything, for scripts. */
    JSON {
        @Override
        String body(Notification notification) {
            return MessageFields.json(notification);
        }
    },
    SLACK {
        @Override
        String body(Notification notification) {
            String text = notification
                    .text()
                    .replace("&", "&amp;")
                    .replace("<", "&lt;")
                    .replace(">", "&gt;");
            return JsonText.strict(Map.of("text", text));
        }
    },
    DISCORD {
        @Override
        String body(Notification notification) {
            String text = notification.text();
            String cut = text.length() > LONGEST_OF_DISCORD ? text.substring(0, LONGEST_OF_DISCORD - 3) + "..." : text;
            return "{\"content\": " + JsonText.strict(cut) + ", \"allowed_mentions\": {\"parse\": []}}";
        }
    },
    MATTERMOST {
        @Override
        String body(Notification notification) {
            return JsonText.strict(Map.of("text", notification.text()));
        }
    },
    /** A card, as the workflows of Teams take it. */
    TEAMS {
        @Override
        String body(Notification notification) {
            String block =
                    "{\"type\": \"TextBlock\", \"wrap\": true, \"text\": " + JsonText.strict(notification.text()) + "}";
            return "{\"type\": \"message\", \"attachments\": [{\"contentType\":"
                    + " \"application/vnd.microsoft.card.adaptive\", \"content\": {\"type\": \"AdaptiveCard\","
                    + " \"version\": \"1.4\", \"body\": [" + block + "]}}]}";
        }
    };

    private static final int LONGEST_OF_DISCORD = 2000;

    /** Returns the body for a message, as JSON. */
    abstract String body(Notification notification);

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static List<String> words() {
        return Stream.of(values()).map(WebhookTemplate::word).toList();
    }

    static WebhookTemplate of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
