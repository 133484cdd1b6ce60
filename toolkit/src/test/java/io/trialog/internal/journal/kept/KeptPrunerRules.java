package io.trialog.internal.journal.kept;

import io.trialog.event.StudyEvent;
import io.trialog.internal.control.Ending;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.study.Direction;
import io.trialog.study.Settings;
import io.trialog.testing.PrunerSettings;
import io.trialog.trial.FailCause;
import io.trialog.trial.TrialRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * Writes one log per pruner and rule that has none yet: 24 trials, four side by side, with ties, NaN and failures. A log that
 * is there is never written again.
 */
final class KeptPrunerRules {

    static final Path ASSETS = Path.of("src/test/resources/io/trialog/internal/journal/kept-rules/pruners");

    private static final int TRIALS = 24;
    private static final int PARALLEL = 4;

    /** This one watches a metric that is not the objective. */
    private static final Map<String, Object> WATCHED = Map.of("metric", "accuracy", "mode", "max");

    private final KeptRuleStudy study;
    private final List<Running> running = new ArrayList<>();

    private record Running(int number, int length) {}

    private KeptPrunerRules(Map<String, Object> pruner) {
        study = new KeptRuleStudy(Settings.of("kept", List.of(Direction.MINIMIZE), List.of("loss"))
                .withSampler(Map.of("type", "random", "rule", 1L))
                .withPruner(PrunerCatalogue.catalogue().resolved(pruner, null))
                .withSeed(1));
    }

    /** Where the log of a rule is kept. */
    static Path file(String type, int rule) {
        return ASSETS.resolve(type + "-" + rule + ".jsonl.gz");
    }

    /**
     * Writes what is missing.
     *
     * @param args ignored
     * @throws IOException if a file can't be written
     */
    public static void main(String[] args) throws IOException {
        Files.createDirectories(ASSETS);
        for (Map<String, Object> settings : PrunerSettings.ofEveryRule()) {
            String type = String.valueOf(settings.get("type"));
            Path file = file(type, ((Long) settings.get("rule")).intValue());
            if (type.equals("slurm_sweeps")) {
                settings.putAll(WATCHED);
            }
            if (!Files.exists(file)) {
                new KeptPrunerRules(settings).write(file);
            }
        }
    }

    private void write(Path file) throws IOException {
        int asked = 0;
        while (asked < TRIALS || !running.isEmpty()) {
            if (asked < TRIALS && running.size() < PARALLEL) {
                running.add(new Running(study.controller().ask("manual").number(), 4 + study.below(12)));
                asked++;
            }
            advance(running.get(study.below(running.size())));
        }
        study.write(file);
    }

    private void advance(Running one) {
        TrialRecord trial = study.controller().trial(one.number());
        int step = trial.reports().size() + 1;
        double loss =
                study.below(40) == 0 ? Double.NaN : study.below(16) / 4.0 + 4.0 * one.number() / TRIALS - step / 8.0;
        if (study.controller()
                        .report(
                                one.number(),
                                1,
                                new StudyEvent.ValueReported(
                                        0, -1, step, Map.of("loss", loss, "accuracy", 1 - loss / 8)))
                != null) {
            study.controller()
                    .tell(one.number(), Ending.pruned(study.controller().trial(one.number()), Map.of()));
            running.remove(one);
        } else if (step == one.length()) {
            boolean failed = study.below(8) == 0 || Double.isNaN(loss);
            study.controller()
                    .tell(
                            one.number(),
                            failed
                                    ? Ending.fail(FailCause.PROGRAM, "kept")
                                    : Ending.complete(List.of(loss), 1, Map.of()));
            running.remove(one);
        }
    }
}
