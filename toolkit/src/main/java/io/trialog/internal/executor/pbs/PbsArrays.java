package io.trialog.internal.executor.pbs;

import io.trialog.internal.executor.cluster.QueueRow;
import io.trialog.internal.executor.cluster.Submission;
import io.trialog.internal.executor.cluster.SubmitCommand;
import io.trialog.internal.executor.cluster.array.JobArrays;
import io.trialog.spi.JobSpec;
import io.trialog.spi.SubmissionException;
import io.trialog.spi.SubmissionException.Kind;
import java.io.IOException;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** What PBS is told about arrays. The id of a place is {@code NUMBER[INDEX].SERVER}, or that of a job where it is alone. */
final class PbsArrays implements JobArrays {

    private static final int PBS_DEFAULT = 10_000;

    private final PbsScheduler pbs;
    private @Nullable Integer largest;

    PbsArrays(PbsScheduler pbs) {
        this.pbs = pbs;
    }

    @Override
    public SubmitCommand command(Submission submission, int places, int parallelism) {
        return QsubOptions.ofArray(submission, places);
    }

    @Override
    public Place place() {
        return new Place(PbsScript.JOB_WORD, PbsScript.NODE_WORD);
    }

    @Override
    public String script(JobSpec spec) {
        return PbsScript.render(spec, "");
    }

    /** The limit counts elements, and some sites set it low. */
    @Override
    public int largest() throws IOException, SubmissionException {
        if (largest == null) {
            largest = pbs.queue().server().path("max_array_size").asInt(PBS_DEFAULT);
        }
        if (largest == 0) {
            throw new SubmissionException(
                    Kind.PERMANENT,
                    "This cluster allows no job arrays (max_array_size = 0).\nMaybe use executor.type: pbs.");
        }
        return largest;
    }

    /** {@code %N} behind the range is not known to all versions. */
    @Override
    public boolean hasThrottle() {
        return false;
    }

    @Override
    public boolean throttle(String array, int parallelism) {
        return false;
    }

    @Override
    public boolean cancel(Collection<QueueRow> places) throws IOException {
        if (places.isEmpty()) {
            return false;
        }
        pbs.cancel(places.stream().map(QueueRow::id).toList());
        return true;
    }

    @Override
    public String array(String id) {
        return PlaceIds.array(id);
    }

    @Override
    public String number(String id) {
        return PlaceIds.number(id);
    }
}
