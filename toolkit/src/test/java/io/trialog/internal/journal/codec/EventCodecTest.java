package io.trialog.internal.journal.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.event.Envelope;
import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.BrokenChainException;
import io.trialog.exception.JournalException;
import io.trialog.internal.journal.ChainReader;
import io.trialog.internal.journal.Events;
import io.trialog.internal.journal.Line;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EventCodecTest {

    private static final Instant AT = Instant.parse("2026-11-21T03:41:16.000042Z");

    private final EventCodec codec = new EventCodec();

    private static Envelope envelope(long seq, long cause, int trial, int attempt, String prev) {
        return new Envelope(seq, "k-" + seq, AT, 1, cause, "", 0, trial, attempt, prev, "");
    }

    private static String text(StoredEvent stored) {
        return new String(stored.line(), StandardCharsets.UTF_8);
    }

    @Test
    void aLineHasTheKeysOfTheEnvelopeInTheirOrderAndAbsentOnesAreLeftOut() {
        StoredEvent stored = codec.encode(envelope(7, 5, 3, 1, ""), Events.reported(2, 1));
        assertThat(text(stored))
                .isEqualTo("{\"seq\":7,\"id\":\"k-7\",\"at\":\"2026-11-21T03:41:16.000042Z\",\"epoch\":1,\"cause\":5,"
                        + "\"type\":\"ValueReported\",\"v\":2,\"trial\":3,\"attempt\":1,\"payload\":{\"restart\":0,"
                        + "\"workerSeq\":2,\"step\":2,\"values\":{\"value\":1.0}},\"prev\":\"\",\"hash\":\""
                        + stored.envelope().hash() + "\"}");
        StoredEvent bare = codec.encode(envelope(0, -1, -1, 0, ""), new StudyEvent.ControllerStopped("x"));
        assertThat(text(bare)).doesNotContain("cause", "trial", "attempt");
    }

    @Test
    void everyKindOfEventReadsBackEqual() {
        String prev = "";
        long seq = 0;
        for (StudyEvent event : Events.ofEveryKind()) {
            StoredEvent stored = codec.encode(envelope(seq++, -1, 2, 1, prev), event);
            StoredEvent read = codec.decode(stored.line());
            assertThat(read.event()).as(text(stored)).isEqualTo(event);
            assertThat(read.envelope()).isEqualTo(stored.envelope());
            prev = stored.envelope().hash();
        }
    }

    @Test
    void listsAmongTheChoicesStandBesideTheirTextsWhichTrialog01Reads() {
        CategoricalDistribution nets = CategoricalDistribution.of(List.of(128, 32), Map.of("a", 1), "b");
        CategoricalDistribution twice = CategoricalDistribution.ofListed(List.of("a", "a", "b"));
        SearchSpace space = new SearchSpace(List.of(
                new Parameter("net", nets),
                new Parameter("x", twice, new Condition(Map.of("net", List.of(List.of(128L, 32L)))))));
        StudyEvent changed = new StudyEvent.StudySettingsChanged(
                Settings.of("s", List.of(Direction.MINIMIZE), List.of("value")).withSpace(space), List.of());

        StoredEvent stored = codec.encode(envelope(0, -1, -1, 0, ""), changed);

        assertThat(text(stored))
                .contains("\"choices\":[\"[128, 32]\",\"{'a': 1}\",\"b\"],\"probabilities\":[],"
                        + "\"values\":[[128,32],{\"a\":1},\"b\"]}")
                .contains("\"choices\":[\"a\",\"b\"],\"probabilities\":[],\"listed\":[\"a\",\"a\",\"b\"]}")
                .contains("\"when\":{\"net\":[\"[128, 32]\"]},\"active\":{\"net\":[[128,32]]}");
        assertThat(codec.decode(stored.line()).event()).isEqualTo(changed);
        StudyEvent suggested = new StudyEvent.ParameterSuggested("net", List.of(128L, 32L), nets);
        StoredEvent second = codec.encode(envelope(1, -1, 0, 1, ""), suggested);
        assertThat(text(second)).contains("\"type\":\"ParameterSuggested\",\"v\":2,");
        assertThat(codec.decode(second.line()).event()).isEqualTo(suggested);
    }

    @Test
    void parametersKeepTheirOrderAndTheirTypes() {
        StoredEvent stored = codec.encode(
                envelope(0, -1, 0, 0, ""),
                new StudyEvent.TrialAsked(-1, Events.map("z", 1, "a", 1.0, "m", 1L, "f", 0.5f), "", ""));
        StudyEvent.TrialAsked read =
                (StudyEvent.TrialAsked) codec.decode(stored.line()).event();
        assertThat(read.params()).containsExactlyEntriesOf(Events.map("z", 1L, "a", 1.0, "m", 1L, "f", 0.5));
        assertThat(stored.event()).isEqualTo(read);
    }

    @Test
    void aKindOfALaterVersionIsKeptAsUnknownAndUnknownMembersArePassedOver() {
        byte[] later = line("{\"seq\":0,\"id\":\"a\",\"at\":\"2026-11-21T03:41:16.000042Z\",\"epoch\":1,\"mood\":[{}],"
                + "\"type\":\"TrialSang\",\"v\":1,\"trial\":3,\"payload\":{\"song\":[1,{\"a\":2}]}");
        StoredEvent read = codec.decode(later);
        assertThat(read.event()).isEqualTo(new StudyEvent.Unknown());
        assertThat(read.envelope().type()).isEqualTo("TrialSang");
        assertThat(read.line()).isSameAs(later);
        byte[] more = line("{\"seq\":0,\"id\":\"a\",\"at\":\"2026-11-21T03:41:16.000042Z\",\"epoch\":1,"
                + "\"type\":\"TrialVoided\",\"v\":1,\"trial\":3,\"payload\":{\"song\":[1,{\"a\":2}],\"reason\":\"r\"}");
        assertThat(codec.decode(more).event()).isEqualTo(new StudyEvent.TrialVoided("r"));
    }

    private static byte[] line(String envelope) {
        byte[] head = (envelope + ",\"prev\":\"\"").getBytes(StandardCharsets.UTF_8);
        String hash = new String(new Sha256().hex(head, 0, head.length), StandardCharsets.US_ASCII);
        String tail = ",\"hash\":\"" + hash + "\"}";
        byte[] line = Arrays.copyOf(head, head.length + tail.length());
        System.arraycopy(tail.getBytes(StandardCharsets.US_ASCII), 0, line, head.length, tail.length());
        return line;
    }

    @Test
    void everyFlippedBitIsDetected() {
        byte[] line =
                codec.encode(envelope(0, -1, 0, 0, ""), Events.asked(-1, 3)).line();
        for (int bit = 0; bit < 8 * line.length; bit++) {
            byte[] flipped = line.clone();
            flipped[bit / 8] ^= (byte) (1 << (bit % 8));
            assertThat(codec.checkHash(flipped)).as("bit %s", bit).isNotNull();
        }
    }

    @Test
    void everyTruncationIsDetected() {
        byte[] line =
                codec.encode(envelope(0, -1, 0, 0, ""), Events.asked(-1, 3)).line();
        for (int length = 0; length < line.length; length++) {
            assertThat(codec.checkHash(Arrays.copyOf(line, length)))
                    .as("length %s", length)
                    .isNotNull();
        }
    }

    @Test
    void aDamagedLineIsRefusedInWords() {
        assertThatThrownBy(() -> codec.decode("{}".getBytes(StandardCharsets.UTF_8)))
                .isInstanceOf(JournalException.class)
                .hasMessageContaining("does not end as every event does");
    }

    @Test
    void aLibrarysPlaceOfAProblemIsNotShown() {
        byte[] line = "{\"seq\": x}".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> codec.parse(line, "", ""))
                .isInstanceOf(JournalException.class)
                .hasMessageStartingWith("The event must be readable, but is not: Unrecognized token 'x'")
                .hasMessageNotContaining("Source");
    }

    @Test
    void anEventThatIsTooLongIsRefused() {
        String text = "x".repeat(EventCodec.MAX_LINE);
        assertThatThrownBy(() -> codec.encode(envelope(0, -1, 0, 0, ""), new StudyEvent.TrialVoided(text)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("must not be longer than 524288 bytes");
    }

    @Test
    void aValueThatIsNoJsonIsRefusedByItsClass() {
        StudyEvent event = new StudyEvent.AttributeSet("user", "k", new Object());
        assertThatThrownBy(() -> codec.encode(envelope(0, -1, 0, 0, ""), event))
                .hasMessageContaining("but is a java.lang.Object");
    }

    @Test
    void linesAreReadInOrderOnly() {
        StoredEvent first = codec.encode(envelope(0, -1, -1, 0, ""), Events.created());
        StoredEvent second =
                codec.encode(envelope(1, -1, -1, 0, first.envelope().hash()), new StudyEvent.ControllerStopped("x"));
        ChainReader reader = new ChainReader();
        assertThatThrownBy(() -> reader.next(new Line(second.line(), "", 0)))
                .isInstanceOf(BrokenChainException.class)
                .hasMessageContaining("The event with seq 0")
                .hasMessageContaining("but it has seq 1");
        for (StoredEvent event : List.of(first, second)) {
            assertThat(reader.next(new Line(event.line(), "", 0)).envelope()).isEqualTo(event.envelope());
        }
    }
}
