package io.trialog.testing;

import io.trialog.Study;
import io.trialog.TrialPruned;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import io.trialog.trial.TrialRecord;
import java.util.List;
import java.util.Map;

/** Prints every parameter of a whole study, and every decision of each pruner, as bits, for comparing JVMs. */
public final class SameBits {

    private SameBits() {}

    /**
     * Runs 120 trials with TPE, and with each form of CMA-ES, and the median pruner over a conditional space of all kinds, then each
     * pruner by each rule.
     */
    public static void main(String[] args) {
        study("tpe", Map.of());
        for (String form : List.of("full", "sep", "margin")) {
            study("cmaes", Map.of("form", form));
        }
        PrunerSettings.ofEveryRule().forEach(SameBits::prune);
    }

    private static void prune(Map<String, Object> settings) {
        StringBuilder line = new StringBuilder(settings.get("rule") + " PRUNER " + settings.get("type"));
        RandomCurves.run(PrunedStudy.minimizing(PrunerCatalogue.of(settings)), 40, 4, 2026, (trial, decision) -> {
            line.append(decision.prune() ? " p" : " k");
            line.append(
                    Long.toHexString(Double.doubleToLongBits(decision.record().threshold())));
            line.append(
                    Long.toHexString(Double.doubleToLongBits(decision.record().compared())));
        });
        System.out.println(line);
    }

    private static void study(String sampler, Map<String, Object> options) {
        Study study = Study.builder("bits")
                .minimize("loss")
                .sampler(sampler, options)
                .seed(2026)
                .parameter("model", CategoricalDistribution.of("trees", "net", "line"))
                .parameter("lr", new FloatDistribution(1e-6, 1, 0, true))
                .parameter("momentum", new FloatDistribution(0, 0.95, 0.05, false))
                .parameter("width", new IntDistribution(1, 4096, 1, true))
                .parameter("depth", new IntDistribution(2, 8), Map.of("model", List.of("trees")))
                .inMemory();
        study.optimize(120, trial -> {
            Map<String, Object> params = trial.params();
            double lr = (Double) params.get("lr");
            double loss = Math.abs(lr - 0.01) + (Double) params.get("momentum");
            loss += (Long) params.get("width") / 4096.0 + ("net".equals(params.get("model")) ? 0 : 0.3);
            for (int step = 0; step < 6; step++) {
                trial.report(loss + 1.0 / (step + 1), step);
                if (trial.shouldPrune()) {
                    throw new TrialPruned();
                }
            }
            return loss;
        });
        for (TrialRecord trial : study.trials()) {
            StringBuilder line = new StringBuilder(trial.number() + " " + trial.state());
            for (double internal : trial.internals()) {
                line.append(' ').append(Long.toHexString(Double.doubleToRawLongBits(internal)));
            }
            System.out.println(line);
        }
    }
}
