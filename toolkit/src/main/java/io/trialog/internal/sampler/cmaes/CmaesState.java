package io.trialog.internal.sampler.cmaes;

import io.trialog.space.Distribution;
import io.trialog.spi.RandomSource;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/**
 * What a sampler keeps of a lineage: the trials told, in their order, folded into the run under way. The result depends on the view
 * alone: settings, trials told that are not void, trials that run, and memos. Locked by whoever uses it.
 */
final class CmaesState {

    private final CmaesOptions options;
    private final RandomSource random;
    private final CommonParameters parameters = new CommonParameters();
    private final List<ToldPoint> sources = new ArrayList<>();
    private int[] voided = new int[0];
    private double sign = 1;
    private long seed;
    private int seen;
    private int finished;
    private int labeled;
    private int folded;
    private @Nullable CmaesSpace space;
    private Lambdas lambdas = new Lambdas();
    private @Nullable RunProgress progress;
    private @Nullable TrialRecord lastRead;
    private @Nullable CmaesMemo lastMemo;

    CmaesState(CmaesOptions options, RandomSource random) {
        this.options = options;
        this.random = random;
    }

    /** Takes what a view has and this state has not. */
    @SuppressWarnings("ReferenceEquality") // parameters that did not change are the same instance
    void follow(StudyView view) {
        double nowSign = view.settings().direction().sign();
        int[] nowVoided = view.voided();
        if (view.finishedCount() < seen
                || nowSign != sign
                || view.settings().seed() != seed
                || !Arrays.equals(nowVoided, voided)) {
            parameters.clear();
            seen = 0;
            finished = 0;
            space = null;
            voided = nowVoided.clone();
            sign = nowSign;
            seed = view.settings().seed();
        }
        for (; seen < view.finishedCount(); seen++) {
            TrialRecord trial = view.finished(seen);
            if (counts(view, trial)) {
                parameters.add(trial);
                finished++;
            }
        }
        NavigableMap<String, Distribution> now = parameters.numeric(view);
        if (space == null || space.parameters() != now && !space.parameters().equals(now)) {
            space = new CmaesSpace(now, options.form());
            begin();
        }
        if (space.size() > 0) {
            fold(view, space);
        }
    }

    /** How many trials are COMPLETE or PRUNED. */
    int finished() {
        return finished;
    }

    /** Whether there are parameters beside those that are drawn together. */
    boolean hasOthers() {
        return parameters.hasOthers();
    }

    private static boolean counts(StudyView view, TrialRecord trial) {
        return trial.state() != TrialState.FAIL && !view.isVoided(trial.number());
    }

    private void begin() {
        lastRead = null;
        lambdas = new Lambdas();
        labeled = 0;
        foldAgain();
    }

    private void foldAgain() {
        sources.clear();
        progress = null;
        folded = 0;
    }

    private void fold(StudyView view, CmaesSpace current) {
        for (; labeled < view.finishedCount(); labeled++) {
            label(view.finished(labeled), current);
        }
        view.running().forEach(trial -> label(trial, current));
        List<Long> changes = lambdas.changes();
        if (progress != null && progress.isStale(changes)) {
            foldAgain();
        }
        for (; folded < view.finishedCount(); folded++) {
            TrialRecord trial = view.finished(folded);
            if (counts(view, trial)) {
                take(trial, current);
            }
        }
    }

    private void label(TrialRecord trial, CmaesSpace current) {
        lambdas.add(trial, memo(trial, current));
    }

    @SuppressWarnings("ReferenceEquality") // a record is labeled, and then mostly folded at once
    private @Nullable CmaesMemo memo(TrialRecord trial, CmaesSpace current) {
        if (trial != lastRead) {
            CmaesMemo memo = CmaesMemo.of(trial.memo(), current.size());
            lastRead = trial;
            lastMemo = memo != null && memo.form() == current.form() && current.isDrawn(trial) ? memo : null;
        }
        return lastMemo;
    }

    /** Trials before the first draw of this space are where the first run begins from. */
    private void take(TrialRecord trial, CmaesSpace current) {
        CmaesMemo memo = memo(trial, current);
        double[] point = memo == null ? current.coordinates(trial) : memo.point();
        if (point == null) {
            return;
        }
        ToldPoint told =
                ToldPoint.of(trial, point, memo == null ? 0 : memo.run(), memo == null ? -1 : memo.generation(), sign);
        if (progress == null && memo == null) {
            sources.add(told);
            return;
        }
        if (progress == null) {
            progress = begun(current);
        }
        progress.take(told);
    }

    private RunProgress begun(CmaesSpace current) {
        return new RunProgress(current, options, lambdas, random, seed, sources);
    }

    /** The parameters that are drawn together; none before the first {@link #follow}. */
    CmaesSpace space() {
        if (space == null) {
            throw new IllegalStateException("Nothing was followed yet.");
        }
        return space;
    }

    /** The run under way; before its first draw is told, as it would begin now. */
    RunProgress progress() {
        RunProgress known = progress;
        return known == null ? begun(space()) : known;
    }
}
