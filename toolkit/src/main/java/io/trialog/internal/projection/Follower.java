package io.trialog.internal.projection;

import io.trialog.exception.TrialogException;
import io.trialog.spi.Projector;
import io.trialog.study.StudyView;
import java.util.function.Consumer;

/** One projection on its way along the log: what is known of it, and how it fared. */
final class Follower {

    /** After repeated failures, a projection is left alone for at most this many rounds. */
    private static final int LONGEST_REST = 32;

    private final Projector projector;
    private final Consumer<String> problems;
    private long verified = -1;
    private String problem = "";
    private int failures;
    private int rest;

    Follower(Projector projector, Consumer<String> problems) {
        this.projector = projector;
        this.problems = problems;
    }

    /**
     * Takes over what the source holds.
     *
     * @param eager whether to try although it failed lately
     * @return whether the projection is up to date
     */
    boolean follow(ProjectionSource source, boolean eager) {
        if (rest > 0 && !eager) {
            rest--;
            return false;
        }
        return guarded(() -> catchUp(source));
    }

    void close() {
        guarded(() -> {
            projector.close();
            return true;
        });
    }

    private boolean catchUp(ProjectionSource source) {
        verify(source);
        long from = projector.position();
        ProjectionSource.Snapshot snapshot = source.snapshot(from);
        StudyView view = snapshot.view();
        if (view != null && view.position() != from) {
            source.makeDurable(view.position());
            projector.project(view, snapshot.headHash(), snapshot.touched());
            verified = projector.position();
        }
        projector.tidy();
        return projector.position() == snapshot.position();
    }

    /** A position that was not reached under our eyes may be one of another log. */
    private void verify(ProjectionSource source) {
        long position = projector.position();
        if (position != verified && position >= 0) {
            String hash = projector.headHash();
            if (!hash.isEmpty() && !hash.equals(source.hashAt(position))) {
                projector.reset();
            }
        }
    }

    private interface Work {
        boolean run();
    }

    @SuppressWarnings("IllegalCatch") // whatever goes wrong with a derived file, the study and the others go on
    private boolean guarded(Work work) {
        try {
            boolean done = work.run();
            failures = 0;
            problem = "";
            return done;
        } catch (RuntimeException | LinkageError e) {
            failures++;
            rest = Math.min(LONGEST_REST, 1 << Math.min(failures, 30));
            report(e instanceof TrialogException ? String.valueOf(e.getMessage()) : e.toString());
            return false;
        }
    }

    private void report(String text) {
        if (!text.equals(problem)) {
            problem = text;
            problems.accept(text);
        }
    }
}
