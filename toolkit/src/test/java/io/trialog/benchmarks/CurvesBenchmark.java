package io.trialog.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.spi.Pruner;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A sampler and a pruner together on recorded learning curves: {@code PROBLEMS_JSON SHARED_FOLDER OUT_CSV SAMPLER PRUNER}. A trial
 * reports each step. The file has the form of that of {@link QualityBenchmark}; a checkpoint n means the steps of n whole
 * trials, however many trials they were spent on. A trial whose curve diverges fails.
 */
public final class CurvesBenchmark {

    private CurvesBenchmark() {}

    public static void main(String[] args) throws IOException {
        JsonNode frozen = new ObjectMapper().readTree(Path.of(args[0]).toFile());
        try (PrintStream out = new PrintStream(Files.newOutputStream(Path.of(args[2])), true, StandardCharsets.UTF_8)) {
            StringBuilder head = new StringBuilder("problem,seed");
            frozen.get("checkpoints").forEach(n -> head.append(",best@").append(n));
            out.println(head);
            for (JsonNode seed : frozen.get("seeds")) {
                for (JsonNode json : frozen.get("problems")) {
                    if (json.get("kind").asText().equals("nearest")) {
                        RecordedRuns runs = new RecordedRuns(json, Path.of(args[1]));
                        MemoryLoop loop = loop(new Problem(json, Path.of(args[1])), args[3], seed.asLong());
                        out.println(json.get("name").asText() + "," + seed + bests(runs, loop, args[4], frozen));
                    }
                }
            }
        }
    }

    private static Map<String, @Nullable Object> ofType(String type) {
        Map<String, @Nullable Object> given = new LinkedHashMap<>();
        given.put("type", type);
        return given;
    }

    private static MemoryLoop loop(Problem problem, String sampler, long seed) {
        return new MemoryLoop(
                problem.space(),
                SamplerCatalogue.of(SamplerCatalogue.catalogue().resolved(ofType(sampler), null)),
                seed);
    }

    private static String bests(RecordedRuns runs, MemoryLoop loop, String pruner, JsonNode frozen) {
        Pruner judge = PrunerCatalogue.of(PrunerCatalogue.catalogue().resolved(ofType(pruner), null));
        JsonNode checkpoints = frozen.get("checkpoints");
        double[] bests = new double[checkpoints.size()];
        Arrays.fill(bests, Double.POSITIVE_INFINITY);
        for (long steps = 0, budget = 1; steps < budget; ) {
            Map<String, @Nullable Object> values = loop.propose();
            double[] curve = runs.curve(values);
            int taken = taken(loop, loop.start(values), curve, judge);
            steps += Math.abs(taken);
            for (int i = 0; i < bests.length; i++) {
                budget = (long) checkpoints.get(i).asInt() * curve.length;
                bests[i] = taken > 0 && steps <= budget ? Math.min(bests[i], curve[curve.length - 1]) : bests[i];
            }
        }
        StringBuilder row = new StringBuilder();
        Arrays.stream(bests).forEach(best -> row.append(',').append(best));
        return row.toString();
    }

    /** How many steps a trial takes; negative if it is pruned or fails. */
    private static int taken(MemoryLoop loop, int trial, double[] curve, Pruner pruner) {
        for (int i = 0; i < curve.length; i++) {
            if (loop.report(trial, i, curve[i], pruner)) {
                return -(i + 1);
            }
        }
        double last = curve[curve.length - 1];
        if (Double.isFinite(last)) {
            loop.complete(trial, last);
            return curve.length;
        }
        loop.fail(trial);
        return -curve.length;
    }
}
