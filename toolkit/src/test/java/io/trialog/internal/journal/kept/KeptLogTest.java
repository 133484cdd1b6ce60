package io.trialog.internal.journal.kept;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.event.StudyEvent;
import io.trialog.internal.journal.ChainReader;
import io.trialog.internal.journal.Line;
import io.trialog.study.OpenOptions;
import io.trialog.study.StudyView;
import io.trialog.study.Verification;
import io.trialog.trial.AttemptState;
import io.trialog.trial.PruneRecord;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log that the first version of the format wrote. If a test here goes red, the change breaks users' studies. */
class KeptLogTest {

    private static final Path ASSET = Path.of("src/test/resources/io/trialog/internal/journal/kept-log-v1");
    private static final String HEAD = "d6cd05168a3edebff5dfb7a6ec17415d6161ddc6e6a34b1bcb72e05ba0d371c2";
    private static final int EVENTS = 190;

    @TempDir
    Path root;

    private Path study;

    @BeforeEach
    void copyTheAsset() throws IOException {
        study = root.resolve("kept");
        Files.createDirectories(study.resolve("ledger"));
        try (Stream<Path> files = Files.list(ASSET.resolve("ledger"))) {
            for (Path file : files.toList()) {
                Files.copy(file, study.resolve("ledger").resolve(file.getFileName()));
            }
        }
    }

    private void unpackQueue() throws IOException {
        try (InputStream in = Files.newInputStream(ASSET.resolve("queue.zip"));
                ZipInputStream zip = new ZipInputStream(in)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path file = study.resolve(entry.getName());
                Files.createDirectories(file.getParent());
                Files.copy(zip, file);
            }
        }
    }

    @Test
    void itsChainLeadsToTheSameHeadForEver() {
        ChainReader chain = new ChainReader();
        StudyReader.read(study, 0, stored -> {
            chain.next(new Line(stored.line(), "", 0));
            return true;
        });

        assertThat(chain.head().seq()).isEqualTo(EVENTS - 1);
        assertThat(chain.head().hash()).isEqualTo(HEAD);
        assertThat(chain.head().epoch()).isEqualTo(6);
        assertThat(chain.head().at()).hasToString("2026-11-21T07:06:26.916170Z");
    }

    @Test
    void everyKindOfEventOfVersionOneStandsInIt() {
        TreeSet<String> kinds = new TreeSet<>();
        Arrays.stream(StudyEvent.class.getPermittedSubclasses()).forEach(kind -> kinds.add(kind.getSimpleName()));
        kinds.remove("Unknown");
        kinds.add("TrialDreamtOf");

        TreeSet<String> found = new TreeSet<>();
        StudyReader.read(study, 0, stored -> found.add(stored.envelope().type()) || true);

        assertThat(found)
                .as("a kind that came later belongs in a log of its own")
                .isSubsetOf(kinds);
        assertThat(found)
                .containsExactly(
                        "AttributeSet",
                        "CommandReceived",
                        "ControllerStarted",
                        "ControllerStopped",
                        "JobStateChanged",
                        "JobSubmissionFailed",
                        "JobSubmitIntended",
                        "JobSubmitted",
                        "ParameterSuggested",
                        "PruneDecided",
                        "StudyCreated",
                        "StudySettingsChanged",
                        "TrialAsked",
                        "TrialDreamtOf",
                        "TrialEnqueued",
                        "TrialTold",
                        "TrialVoided",
                        "ValueReported");
    }

    @Test
    void itsTrialsHaveTheSameStatesAndValuesForEver() {
        StudyView view = StudyReader.open(study).view();

        assertThat(view.trials())
                .extracting(trial -> trial.number() + " " + trial.state() + " " + trial.values())
                .containsExactly(
                        "0 COMPLETE [0.9]",
                        "1 COMPLETE [0.5017187071517085]",
                        "2 PRUNED [1.888823578174991]",
                        "3 FAIL []",
                        "4 COMPLETE [0.8012020875758105]",
                        "5 COMPLETE [0.6006459660127218]",
                        "6 COMPLETE [0.625]",
                        "7 PRUNED [1.2]",
                        "8 COMPLETE [0.8001045224886029]",
                        "9 COMPLETE [0.5107978796787276]",
                        "10 COMPLETE [0.5208574236621861]",
                        "11 COMPLETE [0.5186773700489988]",
                        "12 FAIL []",
                        "13 PRUNED [0.6077471343077983]",
                        "14 COMPLETE [0.5014789542210573]",
                        "15 COMPLETE [0.5142800848154103]",
                        "16 COMPLETE [0.5022784093337728]",
                        "17 RUNNING []",
                        "18 WAITING []");
        assertThat(view.best()).isNotNull().extracting(TrialRecord::number).isEqualTo(14);
        assertThat(view.voided()).containsExactly(1);
    }

    @Test
    void itsParametersDecisionsAndAttributesAreReadAsTheyWereWritten() {
        StudyView view = StudyReader.open(study).view();

        assertThat(view.trial(6).params())
                .containsExactlyEntriesOf(params(
                        "lr",
                        7.38985082862095E-4,
                        "model",
                        7.5,
                        "temperature",
                        -1.119042783579979,
                        "rate",
                        0.1,
                        "extra",
                        0.0));
        assertThat(view.trial(9).params()).containsEntry("model", 7L);
        assertThat(view.trial(16).params()).containsEntry("model", true);
        assertThat(view.trial(6).reports().value(0)).isNaN();
        assertThat(view.trial(6).reports().size()).isEqualTo(1);
        assertThat(view.trial(6).constraints()).isEqualTo(Map.of("memory", -0.5));
        assertThat(view.trial(6).metrics()).containsEntry("auc", Double.NEGATIVE_INFINITY);
        assertThat(view.trial(7).prune())
                .isEqualTo(
                        new PruneRecord(0, "median of 4 completed trials at step 0", 0.8026132201288265, 1.2, 4, -1));
        assertThat(view.trial(7).attempts())
                .extracting(attempt -> attempt.state())
                .containsExactly(AttemptState.LOST, AttemptState.EXITED);
        assertThat(view.trial(12).error()).contains("its working directory /studies/work does not exist");
        assertThat(view.userAttributes())
                .isEqualTo(Map.of(
                        "odd",
                        params(
                                "$double",
                                "NaN",
                                "nan",
                                Double.NaN,
                                "zero",
                                -0.0,
                                "text",
                                "é \u2028 \ud83d\ude00 \"hash\":\"x\"\n"),
                        "list",
                        List.of(1L, 1.0, "1", true)));
    }

    private static Map<String, Object> params(Object... pairs) {
        return io.trialog.internal.journal.Events.map(pairs);
    }

    @Test
    void everySuggestionAndEveryPruningDecisionIsDerivedAgain() {
        Verification verification = StudyReader.verify(study);

        assertThat(verification.isGreen()).as(verification.toString()).isTrue();
        assertThat(verification.replay().asks()).isEqualTo(18);
        assertThat(verification.replay().suggestions()).isEqualTo(2);
        assertThat(verification.replay().reports()).isEqualTo(38);
        assertThat(verification.replay().decisions()).isEqualTo(4);
    }

    @Test
    void theQueueThatChronicleWroteThenHoldsTheSameLines() throws IOException {
        unpackQueue();

        Verification verification = StudyReader.verify(study);

        assertThat(verification.isGreen()).as(verification.toString()).isTrue();
        assertThat(verification.checks())
                .contains("log: 190 events, every hash follows from the one before, queue and ledger compared");
    }

    @Test
    void theStudyGoesOnBehindItAndWhatIsThereStaysByteForByte() throws IOException {
        unpackQueue();
        OpenOptions copy = OpenOptions.of(study.toString()).withRoot(root).withIntent(OpenOptions.Intent.COPIED);
        try (Study open = Study.open(copy)) {
            open.tell(17, 0.75);
            assertThat(open.ask().number()).isEqualTo(18);
            assertThat(open.trial(18).params()).containsEntry("rate", 0.2);
            open.tell(18, 0.5);
            assertThat(open.replay().verify().isGreen())
                    .as(open.replay().verify().toString())
                    .isTrue();
        }

        List<String> lines = new ArrayList<>();
        StudyReader.read(study, 0, stored -> lines.add(new String(stored.line(), StandardCharsets.UTF_8)));
        assertThat(lines).hasSizeGreaterThan(EVENTS + 5);
        assertThat(lines.get(EVENTS - 1)).endsWith(HEAD + "\"}");
        try (Stream<Path> files = Files.list(ASSET.resolve("ledger"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".jsonl")).toList()) {
                assertThat(study.resolve("ledger").resolve(file.getFileName())).hasSameBinaryContentAs(file);
            }
        }
    }
}
