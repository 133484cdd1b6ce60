package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.json.FlatJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The runs of an experiment as the server shows them, deleted ones included, by name. No name may stand there twice. */
public final class MlflowRunsSeen {

    private final MlflowProcess server;
    private final Map<String, Map<?, ?>> runs = new TreeMap<>();

    private MlflowRunsSeen(MlflowProcess server) {
        this.server = server;
    }

    /** Asks the server. */
    public static MlflowRunsSeen in(MlflowProcess server, String experiment) throws IOException, InterruptedException {
        MlflowRunsSeen seen = new MlflowRunsSeen(server);
        Map<?, ?> answer = json(server.post(
                "runs/search",
                "{\"experiment_ids\": [\"" + server.experiment(experiment)
                        + "\"], \"run_view_type\": \"ALL\", \"max_results\": 1000}"));
        if (answer.get("runs") instanceof List<?> list) {
            for (Object element : list) {
                Map<?, ?> run = (Map<?, ?>) element;
                String name = String.valueOf(((Map<?, ?>) run.get("info")).get("run_name"));
                assertThat(seen.runs.put(name, run)).as("twice: " + name).isNull();
            }
        }
        return seen;
    }

    private static Map<?, ?> json(String text) throws IOException {
        return FlatJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private String info(String run, String key) {
        return String.valueOf(((Map<?, ?>) runs.get(run).get("info")).get(key));
    }

    private Map<String, String> pairs(String run, String kind) {
        Map<String, String> pairs = new TreeMap<>();
        if (((Map<?, ?>) runs.get(run).get("data")).get(kind) instanceof List<?> elements) {
            elements.forEach(element -> {
                Map<?, ?> pair = (Map<?, ?>) element;
                pairs.put(String.valueOf(pair.get("key")), String.valueOf(pair.get("value")));
            });
        }
        return pairs;
    }

    public Map<String, String> statuses() {
        Map<String, String> statuses = new LinkedHashMap<>();
        runs.keySet().forEach(name -> statuses.put(name, info(name, "status")));
        return statuses;
    }

    public String id(String run) {
        return info(run, "run_id");
    }

    public boolean isDeleted(String run) {
        return info(run, "lifecycle_stage").equals("deleted");
    }

    public Map<String, String> params(String run) {
        return pairs(run, "params");
    }

    public Map<String, String> tags(String run) {
        return pairs(run, "tags");
    }

    /** Returns {@code step=value} for every value of a metric. */
    public List<String> history(String run, String metric) throws IOException, InterruptedException {
        Map<?, ?> answer = json(
                server.get("metrics/get-history", "run_id=" + id(run) + "&metric_key=" + metric.replace(" ", "%20")));
        List<String> points = new ArrayList<>();
        if (answer.get("metrics") instanceof List<?> list) {
            for (Object element : list) {
                Map<?, ?> point = (Map<?, ?>) element;
                points.add(point.get("step") + "=" + point.get("value"));
            }
        }
        return points;
    }

    /** Returns everything that must not depend on how it got here. */
    public String summary(String metric) throws IOException, InterruptedException {
        StringBuilder text = new StringBuilder();
        for (String run : runs.keySet()) {
            Map<String, String> tags = tags(run);
            tags.remove("mlflow.parentRunId");
            text.append(String.join(
                            " ",
                            run,
                            info(run, "status"),
                            info(run, "start_time"),
                            info(run, "end_time"),
                            params(run).toString(),
                            history(run, metric).toString(),
                            history(run, "best " + metric).toString(),
                            tags.toString()))
                    .append('\n');
        }
        return text.toString();
    }
}
