package io.trialog.internal.engine;

import io.trialog.exception.TrialogException;
import io.trialog.internal.config.RecordedStudyFile;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.control.Controller;
import io.trialog.internal.control.OpenedHistory;
import io.trialog.internal.format.Durations;
import io.trialog.internal.journal.MemoryJournal;
import io.trialog.internal.journal.Recording;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.sampler.FixedValues;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.space.Pairing;
import io.trialog.space.Parameter;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * How many trials a study has that comes to an end, how that number comes about, and what is left of it.
 *
 * @param factors what is multiplied, such as {@code 3 lr}; empty if conditions make the number
 * @param total how many trials there are; -1 if the sampler comes to no end
 * @param done how many have ended, failed ones included
 * @param cost what one trial takes at most, in words and device hours
 */
public record SweepCount(List<String> factors, long total, long done, Cost cost) {

    private static final Pattern COUNT = Pattern.compile("(?:^|[:=])(\\d{1,6})$");

    /**
     * What one trial takes at most.
     *
     * @param hours device hours, or NaN if no time limit is known
     * @param text how they come about, such as {@code 4h × 2 GPUs}
     */
    public record Cost(double hours, String text) {}

    public SweepCount {
        factors = List.copyOf(factors);
    }

    /**
     * Counts what a study file asks for.
     *
     * @param located the study, which need not exist
     * @throws TrialogException if there is no study file
     */
    public static SweepCount of(StudyLocator located) {
        StudyFile file = located.fileOrRecorded();
        if (file == null) {
            throw new TrialogException("There must be a study file to count its trials.");
        }
        Settings settings = StudyOpener.named(file, located.directory());
        StudyView stored = StudyRoot.isStudy(located.directory())
                ? StudyLog.open(located.directory()).view()
                : null;
        long done = stored == null ? 0 : stored.succeededCount() + stored.count(TrialState.FAIL);
        return new SweepCount(factors(settings), points(inMemory(settings).view()), done, cost(settings.executor()));
    }

    /**
     * Returns how many trials a study has if its sampler comes to an end.
     *
     * @param view the study
     * @return the number, or -1
     */
    public static long points(StudyView view) {
        Map<String, @Nullable Object> sampler = view.settings().sampler();
        return SamplerCatalogue.enumerates(sampler)
                ? SamplerCatalogue.of(view.settings()).points(view)
                : -1;
    }

    /**
     * Returns the parameters of the first trials that a study file asks for.
     *
     * @param file the study file
     * @param max how many at most
     */
    public static List<Map<String, @Nullable Object>> combinations(StudyFile file, int max) {
        List<Map<String, @Nullable Object>> combinations = new ArrayList<>();
        Controller controller = inMemory(file.settings(RecordedStudyFile.seed(file.seed())));
        while (combinations.size() < max) {
            TrialRecord trial = controller.ask("count");
            if (trial == null) {
                break;
            }
            combinations.add(trial.params());
        }
        return combinations;
    }

    /** Returns the study that a file describes, before its first trial. */
    public static StudyView view(StudyFile file) {
        return inMemory(file.settings(RecordedStudyFile.seed(file.seed()))).view();
    }

    private static Controller inMemory(Settings settings) {
        MemoryJournal journal = new MemoryJournal(SystemTime.clock());
        OpenedHistory history = new OpenedHistory();
        history.accept(journal.append(Recording.of(RecordedStudyFile.created(settings))));
        return new Controller(journal, history);
    }

    private static List<String> factors(Settings settings) {
        List<Parameter> parameters = settings.space().parameters();
        if (parameters.stream().anyMatch(parameter -> parameter.when() != null)) {
            return List.of();
        }
        Map<String, Object> listed = listed(settings.sampler());
        Set<String> fixed = FixedValues.names(settings);
        Map<String, Long> sizes = new LinkedHashMap<>();
        for (Parameter parameter : parameters) {
            String name = parameter.name();
            if (settings.space().pairing(name) == null && !fixed.contains(name)) {
                Object values = listed.get(name);
                sizes.put(name, values instanceof List<?> list ? (long) list.size() : size(parameter.distribution()));
            }
        }
        sizes.values().removeIf(size -> size == 1);
        List<String> factors = new ArrayList<>();
        Set<String> shortNames = new HashSet<>();
        Set<String> twice = sizes.keySet().stream()
                .map(SweepCount::last)
                .filter(name -> !shortNames.add(name))
                .collect(Collectors.toSet());
        sizes.forEach((name, size) -> factors.add(size + " " + (twice.contains(last(name)) ? name : last(name))));
        for (Pairing pairing : settings.space().pairings()) {
            if (pairing.members().stream().noneMatch(fixed::contains)) {
                factors.add(pairing.rows().size() + " pairs");
            }
        }
        return factors;
    }

    private static Map<String, Object> listed(Map<String, @Nullable Object> sampler) {
        Map<String, Object> listed = new LinkedHashMap<>();
        if (sampler.get("grid") instanceof Map<?, ?> grid) {
            grid.forEach((name, values) -> listed.put(String.valueOf(name), values));
        }
        return listed;
    }

    private static String last(String name) {
        return name.substring(name.lastIndexOf('.') + 1);
    }

    private static long size(Distribution distribution) {
        if (distribution instanceof CategoricalDistribution choices) {
            return choices.choices().size();
        }
        if (distribution instanceof IntDistribution range) {
            return (range.high() - range.low()) / range.step() + 1;
        }
        return distribution instanceof FloatDistribution range && range.step() > 0
                ? Math.round((range.high() - range.low()) / range.step()) + 1
                : 1;
    }

    private static Cost cost(Map<String, @Nullable Object> executor) {
        Object limit = executor.get("time") == null ? executor.get("time_limit") : executor.get("time");
        long gpus = devices(executor);
        long cpus = executor.get("cpus_per_task") instanceof Number number ? number.longValue() : 1;
        String unit = gpus > 0 ? gpus == 1 ? "GPU" : "GPUs" : cpus == 1 ? "CPU" : "CPUs";
        long count = gpus > 0 ? gpus : cpus;
        if (!(limit instanceof Number seconds)) {
            return new Cost(Double.NaN, "no time limit is set");
        }
        return new Cost(
                seconds.doubleValue() / 3600 * count,
                Durations.format(Durations.ofSeconds(seconds)) + " × " + count + " " + unit);
    }

    private static long devices(Map<String, @Nullable Object> executor) {
        for (String key : List.of("gpus", "gres", "gpus_per_node", "gpus_per_task")) {
            Object value = executor.get(key);
            if (value != null && (!key.equals("gres") || value.toString().contains("gpu"))) {
                Matcher matcher = COUNT.matcher(value.toString());
                return matcher.find() ? Long.parseLong(matcher.group(1)) : 1;
            }
        }
        return 0;
    }

    /** Returns how many trials are left. */
    public long left() {
        return Math.max(0, total - done);
    }

    /** Returns the count in one line: {@code 5 seed × 3 lr × 3 pairs = 45 trials, 12 done, 33 left}. */
    public String line() {
        long product = 1;
        for (String factor : factors) {
            product *= Long.parseLong(factor.substring(0, factor.indexOf(' ')));
        }
        String how = factors.isEmpty() ? "" : String.join(" × ", factors) + " = ";
        String all = product > total && !factors.isEmpty()
                ? how + product + " trials, of which the first " + total + " are run"
                : how + total + (total == 1 ? " trial" : " trials");
        return all + ", " + done + " done, " + left() + " left";
    }

    /** Returns what the rest takes at most, in one line; empty if nothing is left or no time limit is known. */
    public String hours() {
        return Double.isNaN(cost.hours()) || left() == 0
                ? ""
                : String.format(
                        Locale.ROOT, "At most %.1f device hours: %d × %s", left() * cost.hours(), left(), cost.text());
    }
}
