package io.trialog.internal.executor.pbs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.internal.executor.cluster.Submission;
import io.trialog.internal.option.ExecutorOptions;
import io.trialog.internal.option.SectionReader;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From the keys of an executor section to the options of qsub. */
final class QsubOptionsTest {

    private static final Path DIRECTORY = Path.of("/data/my study, 2/trials/0007/1");

    @Test
    void aJobIsNamedByItsTagAndToldOnePath() {
        assertThat(QsubOptions.of(submission(Map.of())).words())
                .containsExactly(
                        "qsub",
                        "-f",
                        "-N",
                        "higgs_trial_7+trialog+0b2a",
                        "-o",
                        "/data/my study, 2/trials/0007/1/pbs.log",
                        "-j",
                        "oe",
                        "-k",
                        "oed",
                        "-v",
                        "TRIALOG_ENVIRONMENT=/data/my study\\, 2/trials/0007/1/environment",
                        "-l",
                        "select=1:ncpus=1",
                        "-r",
                        "y");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    partition: gpu                                | -q gpu
                    account: physics                              | -A physics
                    project: higgs                                | -P higgs
                    cpus_per_task: 4                              | -l select=1:ncpus=4
                    mem: 32G                                      | -l select=1:ncpus=1:mem=32gb
                    mem: 500                                      | -l select=1:ncpus=1:mem=500mb
                    'gpus: 2, cpus_per_task: 8'                   | -l select=1:ncpus=8:ngpus=2
                    'nodes: 2, ntasks: 8, gpus: 4, mem: 8G'       | -l select=2:ncpus=4:mem=8gb:ngpus=2:mpiprocs=4 -l place=scatter
                    'nodes: 2, ntasks_per_node: 3, exclusive: true' | -l select=2:ncpus=3:mpiprocs=3 -l place=scatter:exclhost
                    select: '2:ncpus=8:mem=16gb:ngpus=1'          | -l select=2:ncpus=8:mem=16gb:ngpus=1
                    place: excl                                   | -l place=excl
                    'time: "1-00:00:00"'                            | -l walltime=24:00:00
                    time: 6h                                      | -l walltime=06:00:00
                    time: 90.5                                    | -l walltime=00:01:31
                    priority: -1024                               | -p -1024
                    'mail_user: me@there, mail_type: [END, FAIL]' | -M me@there -m ea
                    requeue: false                                | -r n
                    'env: {MODE: fast, KEY: {file: ~/.key}}'      | -l select=1:ncpus=1
                    dependency: 'afterok:12'                      | -W depend=afterok:12
                    directives: ['-l software=matlab', '-W umask=022'] | -l software=matlab -W umask=022
                    """)
    void aKeyIsAnOption(String section, String options) {
        assertThat(String.join(" ", QsubOptions.of(submission(section(section))).words()))
                .contains(" " + options);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    gpus: 'a100:2'                     | select: 1:ncpus=8:ngpus=1:gpu_model=a100
                    priority: 2000                     | from -1024 to 1023
                    'select: 1:ncpus=2, mem: 4G'       | Maybe write mem into select
                    'select: 1 ncpus=2'                | without blanks
                    'nodes: 2, ntasks: 3'              | must be a multiple of executor.nodes (2)
                    'env: {KEY: {env: MY_KEY}}'        | KEY: {file: ~/.secrets/KEY}
                    mem: lots                          | executor.mem must be a number with K, M, G or T
                    mail_type: [SOMETIMES]             | must be of BEGIN, END, FAIL
                    directives: ['-V']                 | must not set -V
                    directives: ['-o /tmp/x']          | must not set -o
                    directives: ['-W depend=afterok:1'] | must not set -W
                    directives: ['ncpus=4']            | A directive must be one option of qsub
                    """)
    void whatPbsCanNotBeToldIsRefusedWithARemedy(String section, String words) {
        assertThatThrownBy(() -> QsubOptions.of(submission(section(section))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/data/o'hara", "/data/\"quoted\"", "/data/back\\slash", "/data/new\nline"})
    void aDirectoryThatQsubWouldMangleIsRefused(String directory) {
        Submission submission = new Submission("trialog:1", "t", Path.of(directory), "pbs.log", Map.of(), List.of());

        assertThatThrownBy(() -> QsubOptions.of(submission)).hasMessageContaining("Maybe move the study.");
    }

    @ParameterizedTest
    @CsvSource({
        "qos, Maybe partition: QUEUE.",
        "exclude, PBS can't keep a job away from nodes.",
        "exclude_after, PBS can't keep a job away from nodes.",
        "srun_args, Maybe begin the command with mpiexec",
        "nice, 'Maybe priority: -100'",
        "signal, 'Maybe time_limit: 55m'",
        "constraint, Maybe select:",
        "mem_per_cpu, Maybe mem: 8G.",
    })
    void whatOnlySlurmHasIsRefusedWithTheRemedy(String key, String remedy) {
        assertThatThrownBy(() -> section(key + ": 2"))
                .hasMessageContaining("The executor 'pbs' has no option '" + key + "': PBS ")
                .hasMessageContaining(remedy);
    }

    @Test
    void anArrayHasARangeAndASingleElementIsAJob() {
        Submission places = new Submission(
                "trialog-slots:S:b1", "higgs_trials", Path.of("/s"), "slot-{task}.log", Map.of(), List.of());

        assertThat(QsubOptions.ofArray(places, 3).words())
                .containsSequence("-J", "0-2")
                .containsSequence("-o", "/s/slot-^array_index^.log")
                .containsSequence("-N", "higgs_trials+trialog-slots+S+b1");
        assertThat(QsubOptions.ofArray(places, 1).words()).doesNotContain("-J").containsSequence("-o", "/s/slot-0.log");
    }

    @Test
    void aControllerWaitsForTheEndsOfOthers() {
        Submission controller = new Submission(
                "trialog-controller:S:u",
                "trialog-S-higgs",
                Path.of("/s"),
                "{job}.log",
                Map.of(),
                List.of("1.s", "2.s"));

        assertThat(QsubOptions.of(controller).words()).containsSequence("-W", "depend=afterany:1.s:2.s");
    }

    @Test
    void theScriptRepeatsTheOptionsForPeople() {
        assertThat(QsubOptions.of(submission(Map.of("partition", "gpu"))).directives())
                .contains("#PBS -q gpu", "#PBS -l select=1:ncpus=1", "# qsub also got -o '/data/my study, 2/");
    }

    @ParameterizedTest
    @CsvSource({
        "higgs trial/7, trialog:0b2a, higgs_trial_7+trialog+0b2a",
        "é@x, trialog:0b2a, t__x+trialog+0b2a",
        "7th, trialog-slots:S-1.x:b, 7th+trialog-slots+S-1.x+b",
        "mine, '', mine",
    })
    void aNameCarriesItsTag(String people, String tag, String name) {
        assertThat(PbsNames.of(people, tag)).isEqualTo(name);
        assertThat(PbsNames.tag(name)).isEqualTo(tag);
    }

    @Test
    void aLongNameIsCutBeforeItsTag() {
        String name = PbsNames.of("n".repeat(300), "trialog:" + "a".repeat(36));

        assertThat(name).hasSize(230);
        assertThat(PbsNames.tag(name)).isEqualTo("trialog:" + "a".repeat(36));
    }

    private static Submission submission(Map<String, @Nullable Object> resources) {
        return new Submission("trialog:0b2a", "higgs_trial_7", DIRECTORY, "pbs.log", resources, List.of());
    }

    private static Map<String, @Nullable Object> section(String yaml) {
        Item item = YamlLoader.load("{type: pbs, " + yaml + "}", "study.yaml");
        return new SectionReader(ExecutorOptions.catalogue()).read(Objects.requireNonNull(item), "pbs", new Notes());
    }
}
