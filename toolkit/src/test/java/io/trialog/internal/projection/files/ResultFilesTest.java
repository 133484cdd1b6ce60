package io.trialog.internal.projection.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.trialog.event.Envelope;
import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.ProjectionException;
import io.trialog.internal.fold.StudyFold;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Reproduction;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.testing.RandomHistory;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResultFilesTest {

    private static final String HEADER =
            "number,state,value,params_model,params_depth,params_rate,datetime_start,datetime_complete,"
                    + "duration_seconds,attempts,error\n";

    @TempDir
    Path directory;

    private final StudyFold fold = new StudyFold();

    @Test
    void aFinishedTrialIsOneLineWithEveryDeclaredParameter() throws IOException {
        declared();
        ask(0, Map.of("model", "net", "rate", 1e-5));
        ask(1, params("trees", 3L, 0.25));
        tell(1, TrialState.COMPLETE, List.of(0.5), "");
        tell(0, TrialState.FAIL, List.of(), "exit 1\n\"boom\", it said");
        project();

        assertThat(read("trials_results.csv"))
                .isEqualTo(HEADER
                        + "1,COMPLETE,0.5,trees,3,0.25,2026-01-01T00:00:02Z,2026-01-01T00:00:03Z,1.0,1,\n"
                        + "0,FAIL,,net,,1.0E-5,2026-01-01T00:00:01Z,2026-01-01T00:00:04Z,3.0,1,"
                        + "\"exit 1\\n\"\"boom\"\", it said\"\n");
        assertThat(read("completed_trials.log"))
                .isEqualTo("2026-01-01 00:00:03 UTC  trial 1  COMPLETE  auc=0.5  best so far  1.0 s"
                        + "  {model=trees, depth=3, rate=0.25}\n"
                        + "2026-01-01 00:00:04 UTC  trial 0  FAIL  3.0 s  {model=net, rate=1.0E-5}"
                        + "  error: exit 1\\n\"boom\", it said\n");
    }

    @Test
    void summariesTellTheBestTrialAndHowToRepeatIt() throws IOException {
        declared();
        ask(0, params("trees", 3L, 0.25));
        tell(0, TrialState.COMPLETE, List.of(0.5), "");
        ask(1, params("trees", 4L, 1e-5));
        tell(1, TrialState.COMPLETE, List.of(0.75), "");
        ask(2, params("trees", 5L, 0.25));
        project();

        assertThat(read("study_summary.csv").lines())
                .contains("trials,3", "complete,2", "running,1", "best_trial,1", "best_value,0.75", "goal,maximize");
        JsonNode json = new ObjectMapper().readTree(read("best_results.json"));
        assertThat(json.get("number").asInt()).isEqualTo(1);
        assertThat(json.get("params").toString()).isEqualTo("{\"model\":\"trees\",\"depth\":4,\"rate\":1.0E-5}");
        JsonNode yaml = new YAMLMapper().readTree(read("best_trial.yaml"));
        assertThat(yaml.get("value").asDouble()).isEqualTo(0.75);
        assertThat(yaml.get("params").get("rate").asDouble()).isEqualTo(1e-5);
        assertThat(yaml.get("command").toString()).isEqualTo("[\"run it\",\"--depth=4\"]");
        assertThat(yaml.get("shell").asText()).isEqualTo("cd /code && ...");
        assertThat(yaml.get("workdir").asText()).isEqualTo("/code");
        assertThat(yaml.get("variables").toString()).isEqualTo("{\"A\":\"b c\"}");
    }

    @Test
    void withoutABestTrialTheSummariesSaySo() throws IOException {
        declared();
        project();

        assertThat(read("study_summary.csv").lines()).contains("best_trial,", "trials,0");
        assertThat(new ObjectMapper()
                        .readTree(read("best_results.json"))
                        .get("number")
                        .isNull())
                .isTrue();
        assertThat(new YAMLMapper()
                        .readTree(read("best_trial.yaml"))
                        .get("number")
                        .isNull())
                .isTrue();
        assertThat(read("trials_results.csv")).isEqualTo(HEADER);
    }

    @ParameterizedTest(name = "seed {0}")
    @ValueSource(longs = {41, 42, 43})
    void followingStepByStepGivesTheFilesOfARebuild(long seed) throws IOException {
        List<StoredEvent> events = RandomHistory.events(seed, 500);
        SplittableRandom cuts = new SplittableRandom(seed);
        Path rebuilt = Files.createDirectory(directory.resolve("rebuilt"));
        ResultFiles following = files(directory);
        for (int count = 1; count <= events.size(); count++) {
            if (cuts.nextInt(20) == 0) {
                StudyView view = RandomHistory.view(events, count);
                following.project(view, "", new TreeSet<>());
                damage(cuts);
                following = cuts.nextInt(4) == 0 ? files(directory) : following;
                following.project(view, "", new TreeSet<>());
                files(rebuilt).project(view, "", new TreeSet<>());
                for (String name : List.of("trials_results.csv", "completed_trials.log", "best_results.json")) {
                    assertThat(read(name))
                            .as("%s, seed %s at %s", name, seed, count)
                            .isEqualTo(Files.readString(rebuilt.resolve(name)));
                }
                assertThat(read("trials_results.csv").lines()).hasSize(1 + view.finishedCount());
                assertThat(read("completed_trials.log").lines()).hasSize(view.finishedCount());
            }
        }
    }

    /** What a crash or an editor may do to the line files. */
    private void damage(SplittableRandom random) throws IOException {
        Path file = directory.resolve(random.nextBoolean() ? "trials_results.csv" : "completed_trials.log");
        byte[] bytes = Files.readAllBytes(file);
        switch (random.nextInt(5)) {
            case 0 -> Files.write(file, java.util.Arrays.copyOf(bytes, random.nextInt(bytes.length + 1)));
            case 1 -> Files.writeString(file, "7,COMPLETE,half a li", StandardOpenOption.APPEND);
            case 2 -> Files.delete(file);
            default -> {}
        }
    }

    @Test
    void newLinesAreAppendedToTheSameFileSoThatTailFollows() throws IOException {
        declared();
        ResultFiles files = files(directory);
        project(files);
        Object file = Files.getAttribute(directory.resolve("trials_results.csv"), "unix:ino");
        for (int number = 0; number < 5; number++) {
            ask(number, params("trees", 3L, 0.25));
            tell(number, TrialState.COMPLETE, List.of(0.5), "");
            project(files);
        }

        assertThat(Files.getAttribute(directory.resolve("trials_results.csv"), "unix:ino"))
                .isEqualTo(file);
        assertThat(read("trials_results.csv").lines()).hasSize(6);
    }

    @Test
    void theExportHoldsEveryTrialInAnyState() throws IOException {
        StudyView view = RandomHistory.view(RandomHistory.events(44, 500), 500);
        Path csv = directory.resolve("all.csv");
        Path json = directory.resolve("all.json");

        ResultsExport.csv(view, csv, false);
        ResultsExport.json(view, json);

        assertThat(Files.readString(csv).lines()).hasSize(1 + view.trialCount());
        assertThat(Files.readString(csv))
                .contains("metrics_time")
                .contains("VOIDED")
                .contains("RUNNING");
        JsonNode trials = new ObjectMapper().readTree(Files.readString(json)).get("trials");
        assertThat(trials).hasSize(view.trialCount());
        TrialRecord last = view.trial(view.trialCount() - 1);
        assertThat(trials.get(last.number()).get("state").asText())
                .isEqualTo(last.state().name());
    }

    @Test
    void anExportThatCantBeWrittenNamesTheFile() {
        declared();
        Path file = Path.of("/dev/null/all.csv");

        assertThatThrownBy(() -> ResultsExport.csv(fold.view(), file, false))
                .isInstanceOf(ProjectionException.class)
                .hasMessageStartingWith("The file /dev/null/all.csv can't be written: ");
    }

    private void declared() {
        SearchSpace space = new SearchSpace(List.of(
                new Parameter("model", CategoricalDistribution.of("trees", "net")),
                new Parameter("depth", new IntDistribution(2, 8), new Condition(Map.of("model", List.of("trees")))),
                new Parameter("rate", new FloatDistribution(1e-5, 0.3, 0, true))));
        Settings settings = Settings.of("s", List.of(Direction.MAXIMIZE), List.of("auc"))
                .withSeed(1)
                .withSpace(space);
        apply(-1, new StudyEvent.StudyCreated("id", settings, RandomHistory.platform()));
    }

    private static Map<String, @Nullable Object> params(String model, Long depth, Double rate) {
        Map<String, @Nullable Object> params = new LinkedHashMap<>();
        params.put("model", model);
        params.put("depth", depth);
        params.put("rate", rate);
        return params;
    }

    private void ask(int number, Map<String, @Nullable Object> params) {
        Map<String, @Nullable Object> ordered = new LinkedHashMap<>();
        for (String name : List.of("model", "depth", "rate")) {
            if (params.containsKey(name)) {
                ordered.put(name, params.get(name));
            }
        }
        apply(number, new StudyEvent.TrialAsked(fold.position(), ordered, "random", "command"));
    }

    private void tell(int number, TrialState state, List<Double> values, String reason) {
        apply(number, new StudyEvent.TrialTold(state, values, Map.of(), List.of(), reason));
    }

    private void apply(int trial, StudyEvent event) {
        long seq = fold.position() + 1;
        Instant at = Instant.parse("2026-01-01T00:00:00Z").plusSeconds(seq);
        fold.apply(new Envelope(seq, "", at, 1, -1, "", 1, trial, trial < 0 ? 0 : 1, "", ""), event);
    }

    private void project() {
        project(files(directory));
    }

    private void project(ResultFiles files) {
        files.project(fold.view(), "", new TreeSet<>());
    }

    private static ResultFiles files(Path where) {
        return new ResultFiles(where, trial -> {
            List<String> command = List.of("run it", "--depth=" + trial.params().get("depth"));
            return new Reproduction(Path.of("/code"), Map.of("A", "b c"), command, "cd /code && ...");
        });
    }

    private String read(String name) throws IOException {
        return Files.readString(directory.resolve(name));
    }
}
