package io.trialog.benchmarks;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.option.SamplerCatalogue;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Runs a sampler on the frozen problems: {@code PROBLEMS_JSON SHARED_FOLDER OUT_CSV [SAMPLER[@WORKERS] [OPTION=VALUE ...]]}. The
 * file holds, for each problem and seed, the best value at the checkpoints: of a noisy one, the true value of the trial that
 * looks best. Several workers take trials asynchronously, see {@link Workers}; a checkpoint counts told trials.
 */
public final class QualityBenchmark {

    private QualityBenchmark() {}

    public static void main(String[] args) throws IOException {
        JsonNode frozen = new ObjectMapper().readTree(Path.of(args[0]).toFile());
        String[] named = (args.length > 3 ? args[3] : "tpe").split("@", 2);
        Map<String, @Nullable Object> sampler = sampler(named[0], args);
        int workers = named.length > 1 ? Integer.parseInt(named[1]) : 1;
        try (PrintStream out = new PrintStream(Files.newOutputStream(Path.of(args[2])), true, StandardCharsets.UTF_8)) {
            StringBuilder head = new StringBuilder("problem,seed");
            frozen.get("checkpoints").forEach(n -> head.append(",best@").append(n));
            out.println(head);
            for (JsonNode json : frozen.get("problems")) {
                Problem problem = new Problem(json, Path.of(args[1]));
                for (JsonNode seed : frozen.get("seeds")) {
                    out.println(problem.name() + "," + seed + bests(problem, sampler, workers, seed.asLong(), frozen));
                }
            }
        }
    }

    private static Map<String, @Nullable Object> sampler(String type, String... args) {
        Map<String, @Nullable Object> given = OptionCatalogue.ofType(type);
        for (int i = 4; i < args.length; i++) {
            String[] pair = args[i].split("=", 2);
            given.put(pair[0], value(pair[1]));
        }
        return SamplerCatalogue.catalogue().resolved(given, null);
    }

    private static Object value(String text) {
        return switch (text) {
            case "true", "false" -> Boolean.valueOf(text);
            default ->
                text.matches("\\d+") ? Long.valueOf(text) : text.matches("[0-9.]+") ? Double.valueOf(text) : text;
        };
    }

    private static String bests(
            Problem problem, Map<String, @Nullable Object> sampler, int count, long seed, JsonNode frozen) {
        Workers workers =
                new Workers(new MemoryLoop(problem.space(), SamplerCatalogue.of(sampler), seed), problem, count, seed);
        StringBuilder row = new StringBuilder();
        int done = 0;
        for (JsonNode checkpoint : frozen.get("checkpoints")) {
            for (; done < checkpoint.asInt(); done++) {
                workers.tellNext();
            }
            row.append(',').append(workers.best());
        }
        return row.toString();
    }
}
