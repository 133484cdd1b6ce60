package io.trialog.internal.protocol.report;

import io.trialog.spi.Collector;
import io.trialog.spi.EndedAttempt;
import io.trialog.spi.JobStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Decides what a trial is worth, from everything it left. The order is that of {@link AttemptIntake#outcome}. */
final class OutcomeReader {

    private final OutputRules rules;
    private final Path directory;
    private final Path workdir;
    private final Instant started;
    private final Map<String, Double> metrics = new LinkedHashMap<>();
    private final Map<String, Double> summary = new LinkedHashMap<>();
    private final List<String> complaints = new ArrayList<>();
    private @Nullable Double value;
    private String source = "";
    private boolean isExplicit;

    OutcomeReader(OutputRules rules, Path directory, Path workdir, Instant started) {
        this.rules = rules;
        this.directory = directory;
        this.workdir = workdir;
        this.started = started;
    }

    Outcome read(
            JobStatus status,
            Map<String, Double> finals,
            List<OutputScanner.Printed> printed,
            LastValues last,
            NearMisses misses)
            throws IOException {
        printed.forEach(stream -> summary.putAll(stream.summary()));
        if (!rules.success()) {
            summary.keySet().retainAll(rules.names());
        }
        metrics.putAll(summary);
        metrics.putAll(last.values());
        printed.forEach(stream -> metrics.putAll(stream.metrics()));
        String failure = Exits.failure(status);
        if (failure != null) {
            return Outcome.failed(metrics, failure);
        }
        if (rules.success()) {
            value = 0.0;
            source = "its exit code";
            isExplicit = true;
        }
        consider(finals, "the final values in its report file");
        consider(scoreFile(), "the score file " + rules.scoreFile());
        consider(collected(), rules.collector().source());
        printed.forEach(stream -> consider(stream.marker(), "OPTUNA_SCORE in its output"));
        printed.forEach(stream -> consider(stream.best(), "the best score in its output"));
        isExplicit = value != null;
        printed.forEach(this::custom);
        printed.forEach(stream -> consider(stream.metrics().get(rules.metric()), rules.metric() + " in its output"));
        consider(last.values(), "the value reported at the last step");
        summary(misses);
        return decide(misses, printed);
    }

    private void summary(NearMisses misses) {
        Double rounded = summary.get(rules.metric());
        if (value == null && rounded != null) {
            misses.rounded();
            consider(rounded, "the summary of W&B's client");
        }
    }

    private void custom(OutputScanner.Printed stream) {
        PrintedLine.Custom custom = stream.custom();
        if (value == null && custom != null) {
            isExplicit = custom.isResult();
            consider(custom.value(), "a pattern found in its output");
        }
    }

    private void consider(Map<String, Double> values, String where) {
        values.forEach((name, number) -> {
            if (!name.equals(rules.metric()) && !where.startsWith("the value reported")) {
                metrics.put(name, number);
            }
        });
        consider(values.get(rules.metric()), where);
    }

    private void consider(@Nullable Double number, String where) {
        if (value == null && number != null) {
            value = number;
            source = where;
        }
    }

    private Map<String, Double> scoreFile() throws IOException {
        try {
            Path found = ResultPlaces.find(
                    rules.scoreFile(),
                    directory,
                    rules.scoreOutside() ? workdir : directory,
                    StartMarks.read(directory, started));
            if (found != null) {
                return ScoreFile.read(found, rules.metric());
            }
            if (rules.namesScoreFile()) {
                complaints.add("The score file " + rules.scoreFile() + " is "
                        + ResultPlaces.absence(rules.scoreFile(), directory, rules.scoreOutside() ? workdir : directory)
                        + ".");
            }
            return Map.of();
        } catch (IllegalArgumentException e) {
            complaints.add(String.valueOf(e.getMessage()));
            return Map.of();
        }
    }

    @SuppressWarnings("IllegalCatch") // a plug-in costs a result at most
    private Map<String, Double> collected() throws IOException {
        Collector collector = rules.collector();
        try {
            Instant since = StartMarks.read(directory, started).started(workdir);
            return collector.collect(new EndedAttempt(directory, workdir, since, rules.metric()));
        } catch (IllegalArgumentException e) {
            complaints.add(String.valueOf(e.getMessage()));
        } catch (RuntimeException | LinkageError e) {
            complaints.add("What reads " + collector.source() + " failed: " + e);
        }
        return Map.of();
    }

    /** The patterns of the study that found nothing, or no number. */
    private void complainAboutPatterns(NearMisses misses, List<OutputScanner.Printed> printed) {
        if (rules.patterns().isEmpty() || printed.stream().anyMatch(stream -> stream.custom() != null)) {
            return;
        }
        String patterns =
                rules.patterns().stream().map(pattern -> "'" + pattern + "'").collect(Collectors.joining(", "));
        String which = (rules.patterns().size() == 1 ? "The pattern " : "Each of the patterns ") + patterns;
        String text = misses.noNumber();
        complaints.add(
                text == null
                        ? which + " matched no line of its output."
                        : which + " matched no number, but '" + text + "'.");
    }

    private Outcome decide(NearMisses misses, List<OutputScanner.Printed> printed) {
        Double found = value;
        if (found == null) {
            complainAboutPatterns(misses, printed);
            String nearMisses = misses.advice();
            return Outcome.failed(
                    metrics,
                    "The program ended well but left no value of '" + rules.metric() + "'."
                            + (complaints.isEmpty() ? "" : "\n" + String.join("\n", complaints))
                            + (nearMisses.isEmpty() ? "" : "\n" + nearMisses)
                            + "\nMaybe it should print a line \"" + rules.metric() + ": 0.123\" at its end.");
        }
        metrics.put(rules.metric(), found);
        if (found.isNaN()) {
            return Outcome.failed(metrics, "The final value of '" + rules.metric() + "' is NaN (" + source + ").");
        }
        return new Outcome(found, metrics, source, isExplicit, "");
    }
}
