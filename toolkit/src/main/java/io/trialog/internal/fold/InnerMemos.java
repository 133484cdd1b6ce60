package io.trialog.internal.fold;

import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A study as a sampler sees it that another one chose: memos are its own, as they stand below {@value #MEMO} in those of the other;
 * trials for which another sampler was chosen have none. Views of one history are of one lineage.
 */
public final class InnerMemos extends ForwardedView {

    /** The key of the type of the sampler that was chosen. */
    public static final String TYPE = "type";

    /** The key of its memo. */
    public static final String MEMO = "memo";

    private final String type;

    private InnerMemos(StudyView whole, String type) {
        super(whole);
        this.type = type;
    }

    /**
     * Returns the view of a sampler.
     *
     * @param whole the view of the one that chooses
     * @param type the type of the one that was chosen
     * @return the same position of the same study
     */
    public static StudyView of(StudyView whole, String type) {
        return new InnerMemos(whole, type);
    }

    /**
     * Returns a trial as the sampler sees it.
     *
     * @param trial the trial with the memo of the one that chooses
     * @param type the type of the one that was chosen
     * @return the trial with the memo of its own
     */
    public static TrialRecord inner(TrialRecord trial, String type) {
        if (trial.memo().isEmpty()) {
            return trial;
        }
        Map<String, @Nullable Object> memo = new LinkedHashMap<>();
        if (type.equals(trial.memo().get(TYPE)) && trial.memo().get(MEMO) instanceof Map<?, ?> inner) {
            inner.forEach((key, value) -> memo.put(String.valueOf(key), value));
        }
        return new RecordDraft(trial).memo(Collections.unmodifiableMap(memo)).build();
    }

    @Override
    public TrialRecord finished(int i) {
        return inner(super.finished(i), type);
    }

    @Override
    public List<TrialRecord> running() {
        return super.running().stream().map(trial -> inner(trial, type)).toList();
    }

    @Override
    public TrialRecord trial(int number) {
        return inner(super.trial(number), type);
    }
}
