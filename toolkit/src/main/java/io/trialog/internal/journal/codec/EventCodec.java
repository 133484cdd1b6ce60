package io.trialog.internal.journal.codec;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import io.trialog.event.Envelope;
import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.JournalException;
import io.trialog.internal.json.FreeForm;
import io.trialog.internal.json.JsonBytes;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The canonical bytes of an event, and back. The form is specified in {@code toolkit/docs/log-format.md}; what is written
 * is fixed for ever, since hashes depend on it.
 *
 * <p>Kinds of events, and versions of payloads, that this version does not know are read as {@link StudyEvent.Unknown},
 * with their bytes kept; members that it does not know are passed over.
 *
 * <p>Instances keep buffers and are not safe for use by several threads.
 */
public final class EventCodec {

    /** The version of the log format that is written; it stands in StudyCreated and in every ControllerStarted. */
    public static final int LOG_VERSION = 2;

    /** The kinds of payloads that have changed since the first version. */
    private static final Map<String, Integer> LATER_PAYLOADS =
            Map.of("TrialAsked", 2, "TrialTold", 2, "PruneDecided", 2, "ValueReported", 2, "ParameterSuggested", 2);

    /** The largest number of bytes of a line. */
    public static final int MAX_LINE = 512 * 1024;

    private static final byte[] PREV = ",\"prev\":\"".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] HASH = "\",\"hash\":\"".getBytes(StandardCharsets.US_ASCII);
    /** The bytes of a line after the hashed ones: {@code ,"hash":"}, the hash, <code>"}</code>. */
    private static final int TAIL = HASH.length - 1 + Sha256.LENGTH + 2;

    private static final JsonFactory JSON = JsonFactory.builder()
            .configure(JsonFactory.Feature.INTERN_FIELD_NAMES, false)
            .configure(StreamReadFeature.USE_FAST_DOUBLE_PARSER, true)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNameLength(MAX_LINE)
                    .maxNumberLength(MAX_LINE)
                    .build())
            .build();

    private static final Set<String> KINDS = Arrays.stream(StudyEvent.class.getPermittedSubclasses())
            .map(Class::getSimpleName)
            .collect(Collectors.toUnmodifiableSet());

    private final JsonBytes out = new JsonBytes();
    private final Sha256 sha = new Sha256();

    /**
     * Writes an event.
     *
     * @param envelope what surrounds it; its type, version and hash are not looked at but set
     * @return the event with its bytes, type and hash
     * @throws IllegalArgumentException if a value can't be written, or the line is longer than {@link #MAX_LINE}
     */
    public StoredEvent encode(Envelope envelope, StudyEvent event) {
        String type = event.getClass().getSimpleName();
        out.clear();
        out.beginObject().member("seq", envelope.seq()).member("id", envelope.id());
        out.member("at", TimestampText.format(envelope.at())).member("epoch", envelope.epoch());
        if (envelope.cause() >= 0) {
            out.member("cause", envelope.cause());
        }
        out.member("type", type).member("v", payloadVersion(type));
        if (envelope.trial() >= 0) {
            out.member("trial", envelope.trial());
        }
        if (envelope.attempt() > 0) {
            out.member("attempt", envelope.attempt());
        }
        PayloadWriter.write(event, out.key("payload"));
        out.member("prev", envelope.prev());
        String hash = new String(sha.hex(out.array(), 0, out.size()), StandardCharsets.ISO_8859_1);
        out.member("hash", hash).endObject();
        if (out.size() > MAX_LINE) {
            throw new IllegalArgumentException("An event must not be longer than " + MAX_LINE + " bytes, but a " + type
                    + " has " + out.size() + ".\nMaybe store large values in a file of the trial.");
        }
        return new StoredEvent(complete(envelope, type, hash), canonical(event), out.toByteArray());
    }

    private static Envelope complete(Envelope e, String type, String hash) {
        return new Envelope(
                e.seq(),
                e.id(),
                e.at(),
                e.epoch(),
                e.cause(),
                type,
                payloadVersion(type),
                e.trial(),
                e.attempt(),
                e.prev(),
                hash);
    }

    /** Returns how many bytes the payload of an event has. */
    public static int payloadSize(StudyEvent event) {
        JsonBytes bytes = new JsonBytes();
        PayloadWriter.write(event, bytes);
        return bytes.size();
    }

    /** Returns the version of a kind's payload that is written; all versions up to this one are understood. */
    public static int payloadVersion(String type) {
        return LATER_PAYLOADS.getOrDefault(type, 1);
    }

    /** The event as it will be read: an {@link Integer} becomes a {@link Long}, for example. */
    public static StudyEvent canonical(StudyEvent event) {
        if (isCanonical(event)) {
            return event;
        }
        JsonBytes copy = new JsonBytes();
        PayloadWriter.write(event, copy);
        try (JsonParser parser = JSON.createParser(copy.toByteArray())) {
            parser.nextToken();
            String type = event.getClass().getSimpleName();
            return PayloadReader.read(type, payloadVersion(type), new PayloadFields(parser));
        } catch (IOException e) {
            throw new IllegalStateException("An event could not be read back: " + event, e);
        }
    }

    private static boolean isCanonical(StudyEvent event) {
        if (event instanceof StudyEvent.TrialAsked e) {
            return FreeForm.isCanonicalMap(e.params()) && FreeForm.isCanonicalMap(e.memo());
        } else if (event instanceof StudyEvent.AttributeSet e) {
            return FreeForm.isCanonical(e.value());
        } else if (event instanceof StudyEvent.TrialEnqueued e) {
            return FreeForm.isCanonicalMap(e.params()) && FreeForm.isCanonicalMap(e.userAttributes());
        } else if (event instanceof StudyEvent.TrialAdded e) {
            return FreeForm.isCanonicalMap(e.params()) && FreeForm.isCanonicalMap(e.userAttributes());
        } else if (event instanceof StudyEvent.ParameterSuggested e) {
            return FreeForm.isCanonical(e.value());
        } else if (event instanceof StudyEvent.CommandReceived e) {
            return FreeForm.isCanonicalMap(e.arguments());
        }
        return !(event instanceof StudyEvent.StudyCreated) && !(event instanceof StudyEvent.StudySettingsChanged);
    }

    /**
     * Reads one line and checks its hash, but not its place in the chain.
     *
     * @param line the bytes without the line end; kept, not to be modified
     * @throws JournalException if the hash does not fit the bytes, or they are no event
     */
    public StoredEvent decode(byte[] line) {
        String damage = checkHash(line);
        if (damage != null) {
            throw new JournalException("A line of the log must be whole, but " + damage + ".");
        }
        return parse(line, prevOf(line), hashOf(line));
    }

    /** What is wrong with the hash of a line, as half a sentence, or {@code null}. */
    public @Nullable String checkHash(byte[] line) {
        if (!hasTail(line)) {
            return "it does not end as every event does (\"prev\" and \"hash\")";
        }
        byte[] hex = sha.hex(line, 0, line.length - TAIL);
        int at = line.length - 2 - Sha256.LENGTH;
        return Arrays.equals(hex, 0, Sha256.LENGTH, line, at, at + Sha256.LENGTH)
                ? null
                : "its bytes do not give the hash that it carries";
    }

    /** Returns whether a line ends as a whole line of a log does. */
    public static boolean hasTail(byte[] line) {
        int n = line.length;
        if (n <= TAIL + PREV.length || line[0] != '{' || line[n - 2] != '"' || line[n - 1] != '}') {
            return false;
        }
        int quote = n - TAIL - 1;
        int prev = prevStart(line);
        return at(line, quote, HASH) && prev >= 0;
    }

    /** Where the digits of {@code prev} begin; -1 if there are neither 0 nor 64 of them. */
    private static int prevStart(byte[] line) {
        int quote = line.length - TAIL - 1;
        for (int start : new int[] {quote - Sha256.LENGTH, quote}) {
            if (at(line, start - PREV.length, PREV)) {
                return start;
            }
        }
        return -1;
    }

    private static boolean at(byte[] line, int offset, byte[] expected) {
        return offset >= 0
                && offset + expected.length <= line.length
                && Arrays.equals(line, offset, offset + expected.length, expected, 0, expected.length);
    }

    /** Whether {@code prev} of a line with a good tail is {@code hash}. */
    public static boolean continues(byte[] line, String hash) {
        int start = prevStart(line);
        if (line.length - TAIL - 1 - start != hash.length()) {
            return false;
        }
        for (int i = 0; i < hash.length(); i++) {
            if (line[start + i] != hash.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    public static String prevOf(byte[] line) {
        int start = prevStart(line);
        return new String(line, start, line.length - TAIL - 1 - start, StandardCharsets.ISO_8859_1);
    }

    public static String hashOf(byte[] line) {
        return new String(line, line.length - 2 - Sha256.LENGTH, Sha256.LENGTH, StandardCharsets.ISO_8859_1);
    }

    /**
     * The version of the log format that an event demands: that of StudyCreated and ControllerStarted, a later one than
     * {@link #LOG_VERSION} if a known kind has a payload of a later version.
     */
    public static int logVersion(StoredEvent stored) {
        String type = stored.envelope().type();
        if (stored.envelope().version() > payloadVersion(type) && KINDS.contains(type)) {
            return LOG_VERSION + 1;
        }
        if (!type.equals("StudyCreated") && !type.equals("ControllerStarted")) {
            return LOG_VERSION;
        }
        try (JsonParser parser = JSON.createParser(stored.line())) {
            return EnvelopeReader.logVersion(parser);
        } catch (IOException e) {
            throw new JournalException("The event must be readable, but is not: " + reason(e), e);
        }
    }

    /** Reads a line whose tail is good. */
    @SuppressWarnings("IllegalCatch") // a damaged line can break any reader of it
    public StoredEvent parse(byte[] line, String prev, String hash) {
        try (JsonParser parser = JSON.createParser(line)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                throw new IOException("it is no object");
            }
            return EnvelopeReader.read(parser, line, prev, hash);
        } catch (IOException | RuntimeException e) {
            throw new JournalException(
                    "The event must be readable, but is not: " + reason(e) + ". It begins with: "
                            + new String(line, 0, Math.min(line.length, 120), StandardCharsets.UTF_8)
                            + "\nMaybe it was written by a newer version of Trialog.",
                    e);
        }
    }

    /** What a library says, without the place where it found that. */
    private static @Nullable String reason(Exception e) {
        return e instanceof JsonProcessingException json ? json.getOriginalMessage() : e.getMessage();
    }
}
