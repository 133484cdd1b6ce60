package io.trialog.notebook;

import io.trialog.FollowedStudy;
import io.trialog.Study;
import io.trialog.Trial;
import io.trialog.TrialTable;
import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.TrialStories;
import io.trialog.internal.engine.TrialStory;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.text.StudySummary;
import io.trialog.plot.InteractivePlot;
import io.trialog.plot.Plot;
import io.trialog.spi.StudyDisplay;
import io.trialog.status.JobAccount;
import io.trialog.status.StudyProgress;
import io.trialog.study.TrialComparison;
import io.trialog.trial.TrialOutput;
import io.trialog.trial.TrialRecord;
import java.nio.charset.StandardCharsets;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Shows studies, trials and tables in the notebook, if this JVM is the kernel of one. Safe for use by several threads. */
public final class NotebookDisplay implements StudyDisplay {

    private @Nullable Kernel kernel;
    private @Nullable Cell lastCell;
    private String lastName = "";

    /** Looks for nothing yet; for the {@code ServiceLoader}. */
    public NotebookDisplay() {}

    @Override
    public synchronized void attach() {
        if (kernel == null) {
            kernel = Kernel.find();
            if (kernel != null) {
                register(kernel);
                if (!ThisProcess.ofThisProcess().containsKey("TRIALOG_DEBUG")) {
                    TrialogException.leaveOutOwnFrames();
                }
            }
        }
    }

    @SuppressWarnings("IllegalCatch") // another version of the kernel than we know: everything shows as text
    private void register(Kernel found) {
        try {
            register(found, Plot.class, NotebookDisplay::image);
            register(found, InteractivePlot.class, NotebookDisplay::frame);
            register(found, TrialRecord.class, NotebookDisplay::page);
            register(found, TrialComparison.class, StoryHtml::of);
            register(found, TrialOutput.class, StoryHtml::of);
            register(found, TrialTable.class, TableHtml::of);
            register(found, Trial.class, TableHtml::of);
            register(found, JobAccount.class, TableHtml::of);
            register(found, Study.class, study -> result(study.progress(), study.toString()));
            register(found, FollowedStudy.class, study -> result(study.progress(), study.toString()));
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            kernel = null;
        }
    }

    /** What can't be drawn is shown as text: a kernel would show an error in place of the user's result. */
    @SuppressWarnings("IllegalCatch")
    private static <T> void register(Kernel found, Class<T> type, Function<T, Bundle> look)
            throws ReflectiveOperationException {
        found.register(type, object -> {
            try {
                return look.apply(object).data();
            } catch (RuntimeException e) {
                return Map.of(Bundle.TEXT, String.valueOf(object));
            }
        });
    }

    /** The story of a trial whose study is in use; of another one, what it holds itself. */
    static Bundle page(TrialRecord trial) {
        TrialStory story = TrialStories.find(trial);
        return story == null ? TableHtml.of(trial) : StoryHtml.of(story);
    }

    static Bundle image(Plot plot) {
        return Bundle.of(new Html().raw(element(plot)), plot.toString());
    }

    /**
     * Figures in a frame over their picture. A front end that does not trust the notebook takes the frame away, and a browser
     * that can't run it leaves it empty: then the picture is seen.
     */
    static Bundle frame(InteractivePlot plot) {
        Html html = new Html().open("div", Style.FRAMED).raw(element(plot.picture()));
        html.raw("<iframe sandbox=\"allow-scripts allow-downloads\" style=\"" + Style.FRAME_OVER + "\" srcdoc=\""
                + plot.page().replace("&", "&amp;").replace("\"", "&quot;") + "\"></iframe>");
        return Bundle.of(html.close("div"), plot.toString());
    }

    /** An image element: front ends keep it where they drop SVG output, and it is sharp on every screen. */
    static String element(Plot plot) {
        String source = Base64.getEncoder().encodeToString(plot.svg().getBytes(StandardCharsets.UTF_8));
        return "<img style=\"max-width:100%\" alt=\"" + Html.escaped(plot.toString())
                + "\" src=\"data:image/svg+xml;base64," + source + "\"/>";
    }

    /** Below a card of the same study in the same cell, one line says enough. */
    private Bundle result(StudyProgress progress, String text) {
        if (!isBelowItsCard(progress.name())) {
            Bundle card = CardHtml.of(progress, HistoryChart.image(progress.view()), ZoneId.systemDefault());
            return new Bundle(Map.of(Bundle.HTML, card.data().get(Bundle.HTML), Bundle.TEXT, text));
        }
        return Bundle.of(Style.begin(Style.DIM).text(line(progress)).close("div"), text);
    }

    /** For example {@code Study s: 30 trials finished, best 0.25 by trial 7}. */
    static String line(StudyProgress progress) {
        return "Study " + progress.name() + ": " + progress.finished() + " trials finished, "
                + StudySummary.best(progress.view());
    }

    @Override
    public boolean isNotebook() {
        return Kernel.find() != null;
    }

    @Override
    public @Nullable String typedLine(StackTraceElement frame) {
        Kernel found = Kernel.find();
        return found == null ? null : TypedLines.of(found.shell(), frame);
    }

    private synchronized boolean isBelowItsCard(String name) {
        Cell cell = kernel == null ? null : kernel.cell();
        return cell != null && cell.isSameAs(lastCell) && lastName.equals(name);
    }

    @Override
    public synchronized @Nullable Card show(Supplier<StudyProgress> progress) {
        Cell cell = kernel == null ? null : kernel.cell();
        if (cell == null) {
            return null;
        }
        lastCell = cell;
        lastName = progress.get().name();
        return LiveCard.begin(cell, progress);
    }
}
