package io.trialog.internal.engine;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.TrialogException;
import io.trialog.internal.fold.StudyFold;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.spi.Origin;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Why a trial has its values, and why it went on or was pruned, derived again from the log.
 *
 * @param seq the number of the event with which the trial was asked for
 * @param asked that event
 * @param trial the trial as it stands
 * @param sampler the sampler's type and rule
 * @param origins where its values came from, one per parameter
 * @param remarks what the sampler says of the trial as a whole
 * @param reports its reports, and what the pruner says to each
 */
public record Reasons(
        long seq,
        StudyEvent.TrialAsked asked,
        TrialRecord trial,
        StudyEvent.Rule sampler,
        List<Origin> origins,
        List<String> remarks,
        List<ReportReason> reports) {

    /**
     * Derives the reasons.
     *
     * @param directory the study's directory
     * @param number the trial
     * @throws TrialogException if nobody has asked for the trial yet
     */
    public static Reasons of(Path directory, int number) {
        return of(handler -> StudyLog.read(directory, 0, handler), number);
    }

    static Reasons of(TrialStories.Log log, int number) {
        StoredEvent[] found = new StoredEvent[1];
        log.read(stored -> {
            if (stored.envelope().trial() == number && stored.event() instanceof StudyEvent.TrialAsked) {
                found[0] = stored;
            }
            return found[0] == null;
        });
        if (found[0] == null || !(found[0].event() instanceof StudyEvent.TrialAsked asked)) {
            throw new TrialogException("Nobody has asked for trial " + number + " yet, so that it has no values.");
        }
        return new Derivation(found[0].envelope().seq(), asked, number).read(log);
    }

    /** One pass over the log. */
    private static final class Derivation {

        private final long seq;
        private final StudyEvent.TrialAsked asked;
        private final int number;
        private final StudyFold fold = new StudyFold();
        private final ReportReasons reports;
        private @Nullable StudyView basis;

        Derivation(long seq, StudyEvent.TrialAsked asked, int number) {
            this.seq = seq;
            this.asked = asked;
            this.number = number;
            this.reports = new ReportReasons(number);
        }

        Reasons read(TrialStories.Log log) {
            log.read(stored -> {
                fold.apply(stored);
                if (stored.envelope().seq() == asked.basis()) {
                    basis = fold.view();
                }
                if (stored.envelope().trial() == number) {
                    reports.take(stored, fold.view());
                }
                return stored.envelope().seq() < seq
                        || !fold.trial(number).state().isFinished();
            });
            TrialRecord trial = fold.trial(number);
            StudyView view = basis;
            StudyEvent.Rule rule = asked.sampler();
            if (view == null) {
                return new Reasons(
                        seq,
                        asked,
                        trial,
                        new StudyEvent.Rule("another program", 1),
                        foreign(trial),
                        List.of(),
                        reports.all());
            }
            Sampler sampler = sampler(view);
            return new Reasons(
                    seq,
                    asked,
                    trial,
                    rule == null
                            ? new StudyEvent.Rule(
                                    SamplerCatalogue.catalogue()
                                            .type(view.settings().sampler()),
                                    1)
                            : rule,
                    origins(sampler, view, trial),
                    sampler == null ? List.of() : sampler.remarks(view, trial),
                    reports.all());
        }

        private static List<Origin> foreign(TrialRecord trial) {
            return trial.shape().names().stream()
                    .map(name -> new Origin(name, "as another program chose it"))
                    .toList();
        }

        /** The sampler in force, or {@code null} if it is not here. */
        private static @Nullable Sampler sampler(StudyView view) {
            Map<String, @Nullable Object> settings = view.settings().sampler();
            return SamplerCatalogue.catalogue()
                                    .find(SamplerCatalogue.catalogue().type(settings))
                            == null
                    ? null
                    : SamplerCatalogue.of(view.settings());
        }

        private static List<Origin> origins(@Nullable Sampler sampler, StudyView view, TrialRecord trial) {
            Map<String, Origin> known = new LinkedHashMap<>();
            if (sampler != null) {
                sampler.origins(view, trial).forEach(origin -> known.put(origin.parameter(), origin));
            }
            List<Origin> origins = new ArrayList<>();
            for (String name : trial.shape().names()) {
                origins.add(origin(trial, name, known.get(name)));
            }
            return origins;
        }

        private static Origin origin(TrialRecord trial, String name, @Nullable Origin known) {
            if (trial.fixed().containsKey(name)) {
                return new Origin(name, "enqueued with this value");
            } else if (trial.shape()
                    .distributions()
                    .get(trial.shape().indexOf(name))
                    .isSingle()) {
                return new Origin(name, "its only value");
            }
            return known == null ? new Origin(name, "by the sampler") : known;
        }
    }
}
