package io.trialog.internal.journal.codec;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import io.trialog.event.Envelope;
import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import java.io.IOException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Reads the members of one line up to {@code prev}; one instance per line. */
final class EnvelopeReader {

    private long seq = -1;
    private String id = "";
    private @Nullable Instant at;
    private int epoch;
    private long cause = -1;
    private String type = "";
    private int version;
    private int trial = -1;
    private int attempt;
    private @Nullable StudyEvent event;

    static StoredEvent read(JsonParser parser, byte[] line, String prev, String hash) throws IOException {
        EnvelopeReader reader = new EnvelopeReader();
        reader.members(new PayloadFields(parser));
        if (reader.seq < 0 || reader.epoch < 1) {
            throw new IOException("its 'seq' or 'epoch' is missing");
        }
        Envelope envelope = new Envelope(
                reader.seq,
                reader.id,
                PayloadFields.required("at", reader.at),
                reader.epoch,
                reader.cause,
                reader.type,
                reader.version,
                reader.trial,
                reader.attempt,
                prev,
                hash);
        return new StoredEvent(envelope, PayloadFields.required("payload", reader.event), line);
    }

    /** The version that stands in the payload of StudyCreated and ControllerStarted. */
    static int logVersion(JsonParser parser) throws IOException {
        PayloadFields f = new PayloadFields(parser);
        parser.nextToken();
        while (f.next()) {
            if (f.name().equals("payload")) {
                return payloadLog(f);
            }
            f.skip();
        }
        return 1;
    }

    private static int payloadLog(PayloadFields f) throws IOException {
        while (f.next()) {
            if (f.name().equals("log")) {
                return f.smallInteger();
            }
            f.skip();
        }
        return 1;
    }

    private void members(PayloadFields f) throws IOException {
        while (f.next()) {
            switch (f.name()) {
                case "seq" -> seq = f.integer();
                case "id" -> id = f.text();
                case "at" -> at = time(f.parser());
                case "epoch" -> epoch = f.smallInteger();
                case "cause" -> cause = f.integer();
                case "type" -> type = f.text();
                case "v" -> version = f.smallInteger();
                case "trial" -> trial = f.smallInteger();
                case "attempt" -> attempt = f.smallInteger();
                case "payload" -> event = PayloadReader.read(type, version, f);
                case "prev" -> {
                    return; // the tail has fixed lengths and was checked byte by byte
                }
                default -> f.skip();
            }
        }
    }

    private static Instant time(JsonParser parser) throws IOException {
        if (parser.currentToken() != JsonToken.VALUE_STRING) {
            throw new IOException("its time is no text");
        }
        return TimestampText.parse(parser.getTextCharacters(), parser.getTextOffset(), parser.getTextLength());
    }
}
