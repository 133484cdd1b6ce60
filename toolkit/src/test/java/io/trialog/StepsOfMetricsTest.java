package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.testing.Eventually;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The intermediate values of all metrics, not of the objective alone. */
class StepsOfMetricsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    @TempDir
    Path root;

    private Study study() {
        return Study.builder("small")
                .minimize("loss")
                .sampler("random")
                .pruner("nop")
                .under(root)
                .open();
    }

    private List<String> rows() throws Exception {
        List<String> rows = new ArrayList<>();
        if (!Files.exists(root.resolve("small/study.db"))) {
            return rows;
        }
        try (Connection db = DriverManager.getConnection("jdbc:sqlite:" + root.resolve("small/study.db"));
                ResultSet row = db.createStatement()
                        .executeQuery("SELECT trial_id, metric, step, value FROM trialog_values ORDER BY 1, 2, 3")) {
            while (row.next()) {
                rows.add(row.getInt(1) + " " + row.getString(2) + " " + row.getLong(3) + " " + row.getString(4));
            }
        }
        return rows;
    }

    @Test
    void allMetricsOfAllStepsStandInTheDatabaseAlsoIfTheyArriveWhileItIsFollowed() throws Exception {
        try (Study study = study()) {
            Trial trial = study.ask();
            trial.report(Map.of("loss", 3.0, "acc", 0.5), 1);
            Eventually.holds("a row", PATIENCE, () -> rows().equals(List.of("1 acc 1 0.5")));
            trial.report(Map.of("loss", 2.0, "acc", 0.75, "lr", Double.NaN), 2);
            Eventually.holds("three rows", PATIENCE, () -> rows().size() == 3);
            trial.report(Map.of("acc", 0.9), 2); // the first value of a step wins
            trial.report(Map.of("acc", 0.8), 3);
            study.tell(trial, 1);
        }
        assertThat(rows()).containsExactly("1 acc 1 0.5", "1 acc 2 0.75", "1 acc 3 0.8", "1 lr 2 null");
        Files.delete(root.resolve("small/study.db"));
        study().close();
        assertThat(rows()).containsExactly("1 acc 1 0.5", "1 acc 2 0.75", "1 acc 3 0.8", "1 lr 2 null");
    }

    @Test
    void anExportHasThem() throws IOException {
        try (Study study = study()) {
            Trial trial = study.ask();
            trial.report(Map.of("loss", 3.0, "acc", 0.5), 10);
            trial.report(Map.of("loss", 2.0), 20);
            study.tell(trial, 1);
            study.exportJson(root.resolve("all.json"));
            study.exportSteps(root.resolve("steps.csv"));
        }

        JsonNode json = new ObjectMapper().readTree(Files.readString(root.resolve("all.json")));
        assertThat(json.get("trials").get(0).get("intermediate_values").toString())
                .isEqualTo("{\"10\":3.0,\"20\":2.0}");
        assertThat(json.get("trials").get(0).get("intermediate_metrics").toString())
                .isEqualTo("{\"acc\":{\"10\":0.5}}");
        assertThat(root.resolve("steps.csv"))
                .hasContent("number,step,metric,value\n0,10,loss,3.0\n0,20,loss,2.0\n0,10,acc,0.5\n");
    }
}
