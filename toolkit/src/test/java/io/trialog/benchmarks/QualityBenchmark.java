package io.trialog.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.internal.option.Samplers;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a sampler on the frozen problems: {@code PROBLEMS_JSON SHARED_FOLDER OUT_CSV [SAMPLER]}. The file holds, for each problem
 * and seed, the best value at the checkpoints.
 */
public final class QualityBenchmark {

    private QualityBenchmark() {}

    public static void main(String[] args) throws IOException {
        JsonNode frozen = new ObjectMapper().readTree(Path.of(args[0]).toFile());
        String sampler = args.length > 3 ? args[3] : "tpe";
        try (PrintStream out = new PrintStream(Files.newOutputStream(Path.of(args[2])), true, StandardCharsets.UTF_8)) {
            StringBuilder head = new StringBuilder("problem,seed");
            frozen.get("checkpoints").forEach(n -> head.append(",best@").append(n));
            out.println(head);
            for (JsonNode json : frozen.get("problems")) {
                Problem problem = new Problem(json, Path.of(args[1]));
                for (JsonNode seed : frozen.get("seeds")) {
                    out.println(problem.name() + "," + seed + bests(problem, sampler, seed.asLong(), frozen));
                }
            }
        }
    }

    private static String bests(Problem problem, String sampler, long seed, JsonNode frozen) {
        MemoryLoop loop = new MemoryLoop(problem.space(), Samplers.of(Map.of("type", sampler)), seed);
        StringBuilder row = new StringBuilder();
        double best = Double.POSITIVE_INFINITY;
        int done = 0;
        for (JsonNode checkpoint : frozen.get("checkpoints")) {
            for (; done < checkpoint.asInt(); done++) {
                Map<String, @Nullable Object> values = loop.propose();
                double value = problem.evaluate(values);
                loop.complete(values, value);
                best = Math.min(best, value);
            }
            row.append(',').append(best);
        }
        return row.toString();
    }
}
