package io.trialog;

import io.trialog.internal.remote.StudyFollower;
import io.trialog.internal.text.ControllersText;
import io.trialog.spi.ControllerJob;
import io.trialog.status.StudyProgress;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * A study that a job of a cluster runs. Immutable.
 *
 * @param directory the study's directory
 * @param controllers the jobs: the one that runs, or is to run, the study, and the successor that waits for its end
 */
public record LaunchedStudy(Path directory, List<ControllerJob> controllers) {

    /**
     * Checks and copies the parts.
     *
     * @param directory the study's directory
     * @param controllers the jobs: the one that runs, or is to run, the study, and the successor that waits for its end
     */
    public LaunchedStudy {
        controllers = List.copyOf(controllers);
    }

    /** {@return the id of the job that runs, or will run, the study; empty if the scheduler does not show it yet} */
    public String job() {
        return controllers.isEmpty() ? "" : controllers.get(0).id();
    }

    /**
     * Returns when the study is done; see {@link Study#follow(Consumer)}.
     *
     * @return where the study stands in the end
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public StudyProgress follow() throws InterruptedException {
        return follow(progress -> {});
    }

    /**
     * Returns when the study is done, and tells on the way where it stands; see {@link Study#follow(Consumer)}.
     *
     * @param listener is told
     * @return where the study stands in the end
     * @throws InterruptedException if the waiting thread was interrupted
     */
    public StudyProgress follow(Consumer<StudyProgress> listener) throws InterruptedException {
        return new StudyFollower(directory, listener).await();
    }

    /** Which job runs the study, in a sentence. */
    @Override
    public String toString() {
        return "The study '" + directory.getFileName() + "' " + ControllersText.of(controllers);
    }
}
