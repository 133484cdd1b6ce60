package io.trialog.internal.projection.mlflow;

import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds and makes the runs of one study. Before a run is made it is looked for by the tags that stand in it from its making on, also
 * among the deleted ones: so no run is made twice, and a deleted one stays deleted. Not safe for use by several threads.
 */
final class MlflowRuns {

    private static final String STUDY = "trialog.study";
    private static final String TRIAL = "trialog.trial";
    private static final String ATTEMPT = "trialog.attempt";
    private static final String NONE = "-";

    private final MlflowServer server;
    private final String studyId;
    private final String study;
    private final String experiment;
    private final Map<RunKey, Run> known = new HashMap<>();

    /**
     * A run that is there.
     *
     * @param id its id
     * @param isDeleted whether somebody deleted it
     * @param tags its tags when it was found
     */
    record Run(String id, boolean isDeleted, Map<String, String> tags) {}

    private MlflowRuns(MlflowServer server, String studyId, String study, String experiment) {
        this.server = server;
        this.studyId = studyId;
        this.study = study;
        this.experiment = experiment;
    }

    /** Returns the runs of a study in an experiment, which is made if it is not there. */
    static MlflowRuns in(MlflowServer server, String experiment, String studyId, String study)
            throws IOException, InterruptedException {
        return new MlflowRuns(server, studyId, study, experiment(server, experiment));
    }

    private static String experiment(MlflowServer server, String name) throws IOException, InterruptedException {
        String id = known(server, name);
        if (id != null) {
            return id;
        }
        try {
            return text(server.post("experiments/create", Map.of("name", name)), "experiment_id");
        } catch (MlflowRefusal e) {
            String other = e.isThereAlready() ? known(server, name) : null;
            if (other == null) {
                throw e;
            }
            return other;
        }
    }

    private static @Nullable String known(MlflowServer server, String name) throws IOException, InterruptedException {
        try {
            Map<?, ?> found = map(server.get("experiments/get-by-name", "experiment_name", name), "experiment");
            if ("deleted".equals(found.get("lifecycle_stage"))) {
                throw new IOException("the experiment '" + name + "' was deleted; restore it, or name another one");
            }
            return text(found, "experiment_id");
        } catch (MlflowRefusal e) {
            if (e.isUnknown()) {
                return null;
            }
            throw e;
        }
    }

    /** Returns a run, which is made if it is not there. */
    Run get(RunKey key, Instant start) throws IOException, InterruptedException {
        Run run = known.get(key);
        if (run == null) {
            run = found(key);
            run = run == null ? made(key, start) : run;
            known.put(key, run);
        }
        return run;
    }

    /** Remembers that somebody deleted a run. */
    void deleted(RunKey key) {
        known.computeIfPresent(key, (same, run) -> new Run(run.id(), true, run.tags()));
    }

    private @Nullable Run found(RunKey key) throws IOException, InterruptedException {
        List<String> conditions = new ArrayList<>();
        tags(key).forEach((name, value) -> conditions.add("tags.`" + name + "` = '" + value + "'"));
        Map<String, @Nullable Object> answer = server.post(
                "runs/search",
                Map.of(
                        "experiment_ids",
                        List.of(experiment),
                        "filter",
                        String.join(" and ", conditions),
                        "run_view_type",
                        "ALL",
                        "max_results",
                        1));
        if (!(answer.get("runs") instanceof List<?> runs)
                || runs.isEmpty()
                || !(runs.get(0) instanceof Map<?, ?> run)) {
            return null;
        }
        Map<?, ?> info = map(run, "info");
        return new Run(text(info, "run_id"), "deleted".equals(info.get("lifecycle_stage")), tagsOf(run));
    }

    private static Map<String, String> tagsOf(Map<?, ?> run) {
        Map<String, String> tags = new LinkedHashMap<>();
        if (run.get("data") instanceof Map<?, ?> data && data.get("tags") instanceof List<?> list) {
            for (Object element : list) {
                if (element instanceof Map<?, ?> tag) {
                    tags.put(String.valueOf(tag.get("key")), String.valueOf(tag.get("value")));
                }
            }
        }
        return tags;
    }

    /** By these a run is known. The study's id has letters, digits and dashes only. */
    private Map<String, String> tags(RunKey key) {
        Map<String, String> tags = new LinkedHashMap<>();
        tags.put(STUDY, studyId);
        tags.put(TRIAL, key.isStudy() ? NONE : Integer.toString(key.trial()));
        tags.put(ATTEMPT, key.isStudy() ? NONE : Integer.toString(key.attempt()));
        return tags;
    }

    private Run made(RunKey key, Instant start) throws IOException, InterruptedException {
        Map<String, String> tags = tags(key);
        tags.put("trialog.name", study);
        tags.put("mlflow.source.name", "trialog");
        if (!key.isStudy()) {
            tags.put("mlflow.parentRunId", get(RunKey.STUDY, start).id());
        }
        Map<String, @Nullable Object> answer = server.post(
                "runs/create",
                Map.of(
                        "experiment_id",
                        experiment,
                        "run_name",
                        key.name(study),
                        "start_time",
                        start.toEpochMilli(),
                        "tags",
                        pairs(tags)));
        return new Run(text(map(map(answer, "run"), "info"), "run_id"), false, Map.of());
    }

    /** Returns a map as MLflow takes it. */
    static List<Map<String, String>> pairs(Map<String, String> map) {
        List<Map<String, String>> pairs = new ArrayList<>();
        map.forEach((key, value) -> {
            Map<String, String> pair = new LinkedHashMap<>();
            pair.put("key", key);
            pair.put("value", value);
            pairs.add(pair);
        });
        return pairs;
    }

    private static Map<?, ?> map(Map<?, ?> parent, String key) throws IOException {
        if (parent.get(key) instanceof Map<?, ?> child) {
            return child;
        }
        throw new IOException("an answer without '" + key + "'");
    }

    private static String text(Map<?, ?> parent, String key) throws IOException {
        if (parent.get(key) instanceof String text) {
            return text;
        }
        throw new IOException("an answer without '" + key + "'");
    }
}
