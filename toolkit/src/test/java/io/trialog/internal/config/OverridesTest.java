package io.trialog.internal.config;

import static io.trialog.internal.config.TestFiles.read;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.entry;

import io.trialog.exception.StudyFileException;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.Parameter;
import io.trialog.study.Direction;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Settings given beside the file: {@code --set key=value}. */
class OverridesTest {

    private static final String FILE = """
            metric: {name: loss, goal: minimize}
            parameters:
              lr: {min: 0.1, max: 0.2}
              optimizer.beta: {values: [1, 2]}
            sampler: tpe
            """;

    @Test
    void aDottedKeyReachesIntoMaps() {
        StudyFile file = read(FILE, "metric.goal=maximize", "parameters.lr.max=0.5", "trials=20");

        assertThat(file.directions()).containsExactly(Direction.MAXIMIZE);
        assertThat(file.trials()).isEqualTo(20);
        assertThat(file.space().get("lr")).isEqualTo(new Parameter("lr", new FloatDistribution(0.1, 0.5)));
    }

    @Test
    void whatIsMissingIsMade() {
        StudyFile file = read(FILE, "executor.parallel=4", "pruner.type=hyperband", "pruner.max_resource=81");

        assertThat(file.executor()).containsExactly(entry("type", "local"), entry("parallel", 4L));
        assertThat(file.pruner())
                .containsExactly(entry("type", "hyperband"), entry("max_resource", 81L), entry("printed", "prune"));
    }

    @Test
    void theShortFormOfASectionIsExtended() {
        assertThat(read(FILE, "sampler.seed=42").seed()).isEqualTo(42);
        assertThat(read(FILE, "sampler.seed=42").sampler()).containsExactly(entry("type", "tpe"));
    }

    @Test
    void aTypeTakesThePlaceOfTheTypeAndTheRestOfTheSectionStays() {
        String file = FILE.replace("sampler: tpe", "executor: {type: slurm, mem: 4G, grace: 3s}\nsampler: {seed: 7}");
        StudyFile read = read(file, "executor.parallel=4", "executor=local", "sampler=random");

        assertThat(read.executor()).containsExactly(entry("type", "local"), entry("grace", 3L), entry("parallel", 4L));
        assertThat(read.sampler()).containsExactly(entry("type", "random"));
        assertThat(read.seed()).isEqualTo(7);
        assertThat(read.notes())
                .containsExactly(
                        "--set executor=local: The executor 'local' does not know the option mem of the section, and goes"
                                + " without.");
        assertThat(read(FILE + "pruner: {type: hyperband, max_resource: 81}", "pruner=median")
                        .notes())
                .containsExactly(
                        "--set pruner=median: The pruner 'median' does not know the option max_resource of the section,"
                                + " and goes without.");
    }

    @Test
    void relativePathsThatWereTypedAreMeantFromWhereTheyWereTyped() {
        String here = Path.of("").toAbsolutePath().toString();
        StudyFile read = elsewhere(
                "stage: {in: [data], out: [a.csv]}",
                "objective.command=[python, train.py]",
                "stage.in=[more]",
                "stage.back=results");

        assertThat(read.objective()).containsEntry("workdir", here);
        assertThat(read.stage()).containsEntry("in", List.of(here + "/more")).containsEntry("back", here + "/results");
        assertThat(elsewhere("objective: {command: [a], workdir: x}", "objective.workdir=sub")
                        .objective())
                .containsEntry("workdir", here + "/sub");
    }

    @Test
    void relativePathsOfAFileAreMeantFromItsDirectoryWhoeverReadsThem() {
        StudyFile read = elsewhere(
                "stage: {in: [data], out: [a.csv]}\nobjective: {command: [a]}\nexecutor: {type: slurm, template: site.sh}");

        assertThat(read.objective()).containsEntry("workdir", "/else/where");
        assertThat(read.stage())
                .containsEntry("in", List.of("/else/where/data"))
                .containsEntry("back", "/else/where/study-results");
        assertThat(read.executor()).containsEntry("template", "/else/where/site.sh");
    }

    private static StudyFile elsewhere(String more, String... overrides) {
        return StudyFileReader.parse(FILE + more, Path.of("/else/where/study.yaml"), List.of(overrides));
    }

    @Test
    void keysWithDotsAreFound() {
        assertThat(read(FILE, "parameters.optimizer.beta.values=[3, 4]").space().get("optimizer.beta"))
                .isEqualTo(new Parameter("optimizer.beta", CategoricalDistribution.of(3, 4)));
    }

    @Test
    void theValueIsYamlAndMayHoldAnEqualsSign() {
        StudyFile file = read(FILE, "objective.command=[python, train.py, --mode=fast]", "parameters.lr={value: 0.1}");

        assertThat(file.objective()).containsEntry("command", List.of("python", "train.py", "--mode=fast"));
        assertThat(file.space().get("lr")).isEqualTo(new Parameter("lr", CategoricalDistribution.of(0.1)));
    }

    @Test
    void anEmptyValueTakesASettingAway() {
        assertThat(read(FILE + "trials: 5", "trials=").trials()).isNull();
    }

    @Test
    void aLaterSettingWins() {
        assertThat(read(FILE, "trials=1", "trials=2").trials()).isEqualTo(2);
    }

    @Test
    void elementsOfListsAreReachedByIndex() {
        String file = "metrics: [{name: a, goal: minimize}, {name: b, goal: minimize}]\nsampler: random";

        assertThat(read(file, "metrics.1.goal=maximize").directions())
                .containsExactly(Direction.MINIMIZE, Direction.MAXIMIZE);
        refused(
                file,
                "metrics.2.goal=maximize",
                "--set metrics.2.goal=maximize: '2' must be the index of an element, from 0 to 1.");
    }

    @Test
    void errorsNameTheSetting() {
        refused(FILE, "trials=many", "--set trials=many: 'trials' must be an integer, at least 1, but is 'many'.");
        refused(FILE, "sampler.typ=grid", "--set sampler.typ=grid: Unknown key 'typ' in 'sampler'.\nMaybe 'type'.");
        refused(FILE, "smapler.type=grid", "--set smapler.type=grid: Unknown key 'smapler'.\nMaybe 'sampler'.");
        refused(
                FILE,
                "trials",
                "--set trials: A setting is written key=value, with dots in the key, such as sampler.seed=42.");
        refused(FILE, "a..b=1", "--set a..b=1: A key must not be empty, nor begin or end with a dot.");
        refused(
                FILE,
                "metric.name.x=1",
                "--set metric.name.x=1: 'x' can't be set: what stands above it is no map but 'loss' (study.yaml:1).");
        refused(
                FILE,
                "parameters.lr.min.x=1",
                "--set parameters.lr.min.x=1: 'x' can't be set: what stands above it is no map but '0.1'"
                        + " (study.yaml:3).");
        refused(FILE, "trials=[1", "--set trials=[1: This is not YAML: expected ',' or ']', but got <stream end>.");
    }

    private static void refused(String file, String override, String message) {
        assertThatExceptionOfType(StudyFileException.class)
                .isThrownBy(() -> read(file, override))
                .withMessage(message);
    }
}
