package io.trialog.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.exception.StudyFileException;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.config.StudyFileWriter;
import io.trialog.study.OpenOptions;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("processes")
class StudyNotificationsTest {

    private static final String STUDY = """
            metric: {name: loss, goal: minimize}
            parameters: {x: {min: 0.0, max: 1.0}}
            sampler: {type: random, seed: 3}
            executor: {max_failures: 2}
            """;

    @TempDir
    private Path root;

    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    private Study study(String section) throws IOException {
        Path file = Files.writeString(root.resolve("apple.yaml"), STUDY + section);
        Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root));
        study.onNotice(notes::add);
        return study;
    }

    private String channel(String name) throws IOException {
        return "[sh, -c, 'cat >> " + name + "']";
    }

    private List<String> told(String name) throws IOException {
        return Files.readAllLines(root.resolve("apple").resolve(name));
    }

    @Test
    void aProgramIsToldOfTheFirstOfTheBestAndOfTheEnd() throws Exception {
        double[] losses = {3, 5, 2, 2};
        try (Study study = study("notify: {on: [first, best, done], command: " + channel("heard.jsonl") + "}\n")) {
            study.optimize(4, trial -> losses[trial.number()]);
        }

        assertThat(told("heard.jsonl")).hasSize(3);
        assertThat(told("heard.jsonl").get(0))
                .startsWith(
                        "{\"event\": \"first\", \"study\": \"apple\", \"directory\": \"" + root.resolve("apple") + "\"")
                .contains("\"text\": \"Study 'apple': first loss 3.0 by trial 0; 1 complete, 0 pruned, 0 failed; see "
                        + root.resolve("apple") + ".\"")
                .contains("\"trial\": 0");
        assertThat(told("heard.jsonl").get(1))
                .contains("\"event\": \"best\"")
                .contains("\"trial\": 2")
                .contains("\"best_value\": 2.0");
        assertThat(told("heard.jsonl").get(2))
                .contains("\"event\": \"done\"")
                .contains("done; 4 complete, 0 pruned, 0 failed; best loss 2.0 by trial 2; see ");
        assertThat(notes).isEmpty();
    }

    @Test
    void aStudyThatGoesOnIsNotToldAsTheFirstAgain() throws Exception {
        try (Study study = study("")) {
            study.optimize(1, trial -> 1);
        }
        try (Study study = study("notify: {on: [first, best], command: " + channel("heard.jsonl") + "}\n")) {
            study.optimize(2, trial -> 0.5);
        }

        assertThat(told("heard.jsonl")).singleElement().asString().contains("\"event\": \"best\"");
    }

    @Test
    void aFailureIsToldWithItsReason() throws Exception {
        try (Study study = study("notify: {command: " + channel("heard.jsonl") + "}\n")) {
            assertThatThrownBy(() -> study.optimize(4, trial -> {
                        throw new IllegalStateException("no data");
                    }))
                    .hasMessageContaining("no data");
        }

        assertThat(told("heard.jsonl")).singleElement().asString().contains("\"event\": \"failed\"");
    }

    @Test
    void aChannelThatFailsIsNotedOnceAndNeverReachesTheStudy() throws Exception {
        try (Study study = study("notify: {on: [best, done], command: [sh, -c, 'echo x >> tries; exit 3']}\n")) {
            study.optimize(3, trial -> -trial.number());

            assertThat(study.view().count(TrialState.COMPLETE)).isEqualTo(3);
        }

        assertThat(told("tries")).hasSize(3);
        assertThat(notes)
                .singleElement()
                .asString()
                .contains("The channel 'command' failed: ")
                .contains("exit code 3");
    }

    @Test
    void aProgramThatIsNotThereIsNoted() throws Exception {
        try (Study study = study("notify: {command: no-such-program}\n")) {
            study.optimize(1, trial -> 1);
        }

        assertThat(notes)
                .singleElement()
                .asString()
                .contains("The channel 'command' failed: ")
                .contains("no-such-program");
    }

    @Test
    void theSectionIsReadAndWrittenAgain() {
        StudyFile file = read("notify: {on: best, command: ntfy}\n");

        assertThat(file.messages())
                .isEqualTo(Map.of("on", List.of("best"), "command", Map.of("command", List.of("ntfy"))));
        StudyFile again = StudyFileReader.parse(StudyFileWriter.write(file), root.resolve("apple.yaml"), List.of());
        assertThat(again.messages()).isEqualTo(file.messages());
        assertThat(read("notify: {command: {command: [a, b]}}\n").messages())
                .isEqualTo(Map.of("on", List.of("done", "failed"), "command", Map.of("command", List.of("a", "b"))));
    }

    @Test
    void whatIsUnknownIsRefusedWithWhatIsKnown() {
        refused("notify: {slack: x}\n", "apple.yaml:5: 'notify.slack.url' must be a reference to a secret");
        refused(
                "notify: {pager: x}\n",
                "apple.yaml:5: Unknown key 'pager' in 'notify'; known are on, stalled_after, include_params, command,"
                        + " slack, webhook, ntfy, mail.");
        refused("notify: {on: [often], command: x}\n", "'notify.on' must be one of done, failed, stalled, best, first");
        refused("notify: {on: done}\n", "'notify' must name a channel; there are command, slack, webhook, ntfy, mail.");
        refused("notify: {command: {program: x}}\n", "'program'");
    }

    private StudyFile read(String section) {
        return StudyFileReader.parse(STUDY + section, root.resolve("apple.yaml"), List.of());
    }

    private void refused(String section, String message) {
        assertThatThrownBy(() -> read(section))
                .isInstanceOf(StudyFileException.class)
                .hasMessageContaining(message);
    }
}
