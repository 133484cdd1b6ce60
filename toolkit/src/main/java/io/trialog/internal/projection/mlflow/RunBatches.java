package io.trialog.internal.projection.mlflow;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Packs what is to be sent of one run into requests within MLflow's limits: parameters first, then metrics, then tags. */
final class RunBatches {

    private static final int PARAMS = 100;
    private static final int TAGS = 100;
    private static final int ALL = 1000;
    private static final int CHARACTERS = 400_000;

    private final MlflowServer server;
    private final String run;
    private final Map<String, List<Map<String, ?>>> waiting = new LinkedHashMap<>();
    private int count;
    private int characters;

    private RunBatches(MlflowServer server, String run) {
        this.server = server;
        this.run = run;
    }

    /** Sends parameters, metrics and tags. */
    static void send(
            MlflowServer server,
            String run,
            Map<String, String> params,
            List<RunUpdate.Metric> metrics,
            Map<String, String> tags)
            throws IOException, InterruptedException {
        RunBatches batches = new RunBatches(server, run);
        for (Map<String, String> param : MlflowRuns.pairs(params)) {
            batches.add("params", param, PARAMS);
        }
        for (RunUpdate.Metric metric : metrics) {
            batches.add("metrics", entry(metric), ALL);
        }
        for (Map<String, String> tag : MlflowRuns.pairs(tags)) {
            batches.add("tags", tag, TAGS);
        }
        batches.flush();
    }

    private static Map<String, ?> entry(RunUpdate.Metric metric) {
        Map<String, Object> entry = new LinkedHashMap<>();
        entry.put("key", metric.key());
        entry.put("value", Double.isNaN(metric.value()) ? "NaN" : (Object) metric.value());
        entry.put("timestamp", metric.at());
        entry.put("step", metric.step());
        return entry;
    }

    private void add(String kind, Map<String, ?> entry, int most) throws IOException, InterruptedException {
        int size = entry.values().stream()
                .mapToInt(value -> String.valueOf(value).length())
                .sum();
        List<Map<String, ?>> same = waiting.getOrDefault(kind, List.of());
        if (count >= ALL || same.size() >= most || count > 0 && characters + size > CHARACTERS) {
            flush();
        }
        waiting.computeIfAbsent(kind, unknown -> new ArrayList<>()).add(entry);
        count++;
        characters += size;
    }

    private void flush() throws IOException, InterruptedException {
        if (count > 0) {
            Map<String, Object> body = new HashMap<>(waiting);
            body.put("run_id", run);
            server.post("runs/log-batch", body);
            waiting.clear();
            count = 0;
            characters = 0;
        }
    }
}
