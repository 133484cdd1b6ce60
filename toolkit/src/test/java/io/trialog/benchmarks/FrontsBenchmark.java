package io.trialog.benchmarks;

import io.trialog.internal.numeric.pareto.Volumes;
import io.trialog.spi.Sampler;
import io.trialog.study.Direction;
import io.trialog.testing.AskedStudy;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The hypervolume that samplers reach on {@link Fronts}: {@code FrontsBenchmark out.csv SAMPLERS SEEDS CHECKPOINTS [PROBLEMS]}, lists
 * joined by commas. {@code benchmarks/quality/fronts.py} runs Optuna and compares.
 */
public final class FrontsBenchmark {

    private FrontsBenchmark() {}

    /**
     * Appends one line per run to a file: problem, sampler, seed, checkpoint, hypervolume.
     *
     * @param args see the class
     * @throws IOException if the file can't be written
     */
    public static void main(String[] args) throws IOException {
        Path out = Path.of(args[0]);
        List<String> problems = args.length > 4
                ? List.of(args[4].split(","))
                : Arrays.stream(Fronts.values()).map(Fronts::name).toList();
        int[] checkpoints =
                Arrays.stream(args[3].split(",")).mapToInt(Integer::parseInt).toArray();
        for (String name : problems) {
            for (int seed = 0; seed < Integer.parseInt(args[2]); seed++) {
                for (String sampler : args[1].split(",")) {
                    String lines = run(Fronts.valueOf(name.toUpperCase(Locale.ROOT)), sampler, seed, checkpoints);
                    Files.writeString(
                            out, lines, StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
                }
            }
        }
    }

    /** A type, and options after colons: {@code nsga2:population=20}. */
    private static Sampler sampler(String words) {
        String[] parts = words.split(":");
        Map<String, Object> options = new LinkedHashMap<>();
        for (int i = 1; i < parts.length; i++) {
            String[] option = parts[i].split("=");
            options.put(option[0], option[1].matches("[0-9]+") ? (Object) Long.valueOf(option[1]) : option[1]);
        }
        return AskedStudy.sampler(parts[0], options);
    }

    private static String run(Fronts problem, String type, int seed, int[] checkpoints) {
        Sampler sampler = sampler(type);
        List<Direction> directions = Collections.nCopies(problem.objectives(), Direction.MINIMIZE);
        AskedStudy study = new AskedStudy(directions, seed, problem.space(), sampler, problem::values);
        StringBuilder lines = new StringBuilder();
        for (int checkpoint : checkpoints) {
            study.run(checkpoint - study.view().trialCount());
            lines.append(problem.name().toLowerCase(Locale.ROOT))
                    .append(",trialog-" + type + "," + seed + "," + checkpoint + ",")
                    .append(Volumes.of(study.view(), problem.reference()))
                    .append('\n');
        }
        return lines.toString();
    }
}
