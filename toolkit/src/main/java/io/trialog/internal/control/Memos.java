package io.trialog.internal.control;

import io.trialog.exception.TrialogException;
import io.trialog.internal.json.FreeForm;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.spi.Sampler;
import io.trialog.study.StudyView;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The memos of samplers, checked before they stand in the log. */
final class Memos {

    private Memos() {}

    /**
     * Returns a memo as it will be read from the log.
     *
     * @throws TrialogException if the memo is too large, or holds what the log can't hold
     */
    static Map<String, @Nullable Object> checked(StudyView view, Map<String, @Nullable Object> memo) {
        if (memo.isEmpty()) {
            return memo;
        }
        try {
            return FreeForm.canonicalMap(memo, Sampler.Plan.MEMO_BYTES);
        } catch (IllegalArgumentException e) {
            String type = SamplerCatalogue.catalogue().type(view.settings().sampler());
            throw new TrialogException(
                    "The memo of the sampler '" + type + "' can't be recorded: " + e.getMessage(), e);
        }
    }
}
