package io.trialog.internal.run;

import io.trialog.internal.control.Controller;
import io.trialog.spi.SubmissionException;
import java.io.IOException;
import java.util.function.Consumer;

/** Tells an executor that holds places how many jobs are to come, and the user what it answers. */
final class ExpectedJobs {

    private final Controller controller;
    private final AttemptFactory attempts;
    private final Submissions submissions;
    private final StartRefusal refusal;
    private final Consumer<String> notes;
    private String trouble = "";

    ExpectedJobs(
            Controller controller,
            AttemptFactory attempts,
            Submissions submissions,
            StartRefusal refusal,
            Consumer<String> notes) {
        this.controller = controller;
        this.attempts = attempts;
        this.submissions = submissions;
        this.refusal = refusal;
        this.notes = notes;
    }

    /**
     * Tells it.
     *
     * @param jobs how many jobs are to come
     * @param parallelism how many may run at a time
     */
    void tell(int jobs, int parallelism) throws IOException {
        try {
            attempts.executor().expect(jobs, parallelism);
            trouble = "";
        } catch (SubmissionException e) {
            String message = String.valueOf(e.getMessage());
            if (e.kind() == SubmissionException.Kind.PERMANENT) {
                refusal.stop(message);
                submissions.giveUp().forEach(number -> refusal.stop(controller.trial(number), message));
            } else if (!message.equals(trouble)) {
                trouble = message;
                notes.accept(message + " It is tried again.");
            }
        }
    }
}
