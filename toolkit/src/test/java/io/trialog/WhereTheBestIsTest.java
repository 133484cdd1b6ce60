package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.study.OpenOptions;
import io.trialog.testing.Python;
import io.trialog.trial.Artifact;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Where the best trial of a study of programs is found: its directory, its files, its row in a view, and the plots. */
@Tag("processes")
final class WhereTheBestIsTest {

    @TempDir
    private Path folder;

    private OpenOptions study(String program, String more) throws IOException {
        Path script = Files.writeString(folder.resolve("train.py"), program);
        Path file = Files.writeString(folder.resolve("where.yaml"), """
                objective: {command: ["%s", "%s"]}
                metric: {name: loss, goal: minimize}
                parameters: {x: {values: [3, 1, 2]}, model: {values: [net, true]}, State: {value: a}}
                sampler: {type: grid, seed: 1}
                executor: {type: local, parallel: 2, poll: 10ms}
                durability: ledger
                %s
                """.formatted(Python.interpreter(), script, more));
        return OpenOptions.of(file.toString()).withRoot(folder.resolve("studies"));
    }

    private static final String PROGRAM = """
            import os, trialog
            x = trialog.params()["x"]
            path = os.path.join(os.environ["TRIALOG_TRIAL_DIR"], "model.bin")
            with open(path, "w") as file:
                file.write("weights %d" % x)
            trialog.artifact(path)
            trialog.artifact(__file__, "code")
            trialog.finish(x)
            """;

    @Test
    void theBestTrialsDirectoryAndFilesAreNamedAndLinked() throws Exception {
        try (Study study = Study.open(study(PROGRAM, "stage: {out: [best, plots]}"))) {
            study.optimize(6);
            TrialRecord best = study.view().best();
            Path directory = study.directory();
            Path link = directory.resolve("best");

            assertThat(Files.readSymbolicLink(link))
                    .isEqualTo(Path.of("trials/0000-0999/000" + best.number() + "/attempt-1"));
            assertThat(link.resolve("model.bin")).hasContent("weights 1");
            Artifact model = best.artifacts().get("model.bin");
            assertThat(model.path()).isEqualTo("trials/0000-0999/000" + best.number() + "/attempt-1/model.bin");
            assertThat(model.bytes()).isEqualTo(9);
            assertThat(model.sha256()).isEqualTo("3bb63c501a2cb9b43bfbf09f0b02a7f12408e1922617522b8441afd37272b915");
            assertThat(best.artifacts().get("code").path())
                    .isEqualTo(folder.resolve("train.py").toString());
            assertThat(directory.resolve("best_trial.yaml"))
                    .content()
                    .contains("directory: \"trials/0000-0999/000" + best.number() + "/attempt-1\"")
                    .contains("  - {\"name\": \"model.bin\", \"path\": \"" + model.path()
                            + "\", \"bytes\": 9, \"sha256\": ");

            Path back = folder.resolve("where-results");
            assertThat(back.resolve("best/model.bin")).hasContent("weights 1");
            assertThat(back.resolve("plots/optimization_history.html")).exists();
            assertThat(back.resolve("plots/param_importances.html")).exists();
            assertThat(back.resolve("plots/parallel_coordinate.html")).exists();
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
    }

    @Test
    void aViewHasOneColumnPerParameterInTheValuesThatUsersKnow() throws Exception {
        Path database;
        try (Study study = Study.open(study("import trialog; p = trialog.params(); trialog.finish(p['x'])", ""))) {
            study.optimize(6);
            database = study.directory().resolve("study.db");
            assertThat(study.replay().verify().isGreen()).isTrue();
        }
        List<String> rows = new ArrayList<>();
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + database);
                ResultSet row = connection
                        .createStatement()
                        .executeQuery("SELECT trial, state, loss, x, model, params_State FROM trialog_results")) {
            while (row.next()) {
                rows.add(row.getInt(1) + " " + row.getString(2) + " " + row.getDouble(3) + " " + row.getString(4) + " "
                        + row.getString(5) + " " + row.getString(6));
            }
        }
        assertThat(rows).hasSize(6).startsWith("0 COMPLETE 3.0 3 net a", "1 COMPLETE 3.0 3 true a");
    }

    @Test
    void whatIsNoLinkOfOursIsLeftAlone() throws Exception {
        OpenOptions options = study("import trialog; trialog.finish(1)", "");
        Path own;
        try (Study study = Study.open(options)) {
            own = Files.createDirectories(study.directory().resolve("best"));
            Files.writeString(own.resolve("mine"), "mine");
            study.optimize(1);
        }
        assertThat(Files.isDirectory(own, LinkOption.NOFOLLOW_LINKS)).isTrue();
        assertThat(own.resolve("mine")).hasContent("mine");
    }
}
