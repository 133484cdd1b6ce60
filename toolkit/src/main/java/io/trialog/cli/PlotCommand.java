package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.exception.TrialogException;
import io.trialog.plot.Plot;
import io.trialog.plot.PlotKind;
import io.trialog.plot.Plots;
import io.trialog.space.Nearest;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog plot}: a picture of a study. */
@Command(
        name = "plot",
        description = {
            "Draws a study, or says in words what the picture would show. Needs no lock: it may be running.",
            "",
            "Kinds: history, intermediate-values, importances, slice, contour, parallel-coordinate, edf, timeline, rank,",
            "pareto-front, hypervolume."
        },
        footer = {
            "",
            "Examples:",
            "  trialog plot higgs importances                                 in words",
            "  trialog plot higgs history -o history.png",
            "  trialog plot higgs contour learning_rate depth -o contour.svg"
        })
final class PlotCommand implements Callable<Integer> {

    private static final List<String> KINDS =
            Arrays.stream(PlotKind.values()).map(PlotKind::toString).toList();

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME", description = "The study, by its name or directory.")
    private String name = "";

    @Parameters(index = "1", paramLabel = "KIND", description = "What to draw.")
    private String kind = "";

    @Parameters(
            index = "2..3",
            arity = "0..2",
            paramLabel = "PARAM",
            description =
                    "Two parameters for contour and rank (default: the most important ones), or two objectives for pareto-front.")
    private List<String> params = List.of();

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The picture, .png or .svg; without it, words.")
    private @Nullable Path output;

    @Option(names = "--metric", paramLabel = "METRIC", description = "By this objective (default: the first).")
    private @Nullable String metric;

    PlotCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        PlotKind chosen = chosen();
        String end = String.valueOf(output).toLowerCase(Locale.ROOT);
        if (output != null && !end.endsWith(".png") && !end.endsWith(".svg")) {
            throw new UsageException("A plot is written as .png or .svg, but not as " + output.getFileName() + ".");
        }
        StudyReader study = trialog.reader(name);
        Plots plots = Plots.of(study.view());
        Plot plot = plot(chosen, metric == null ? plots : plots.objective(metric));
        if (plot.isEmpty()) {
            throw new TrialogException(plot.toString());
        }
        if (output == null) {
            trialog.print(plot.toString());
            return Exit.DONE;
        }
        if (end.endsWith(".svg")) {
            plot.svg(output);
        } else {
            plot.png(output);
        }
        trialog.print("Wrote " + output + ".");
        return Exit.DONE;
    }

    private Plot plot(PlotKind chosen, Plots plots) {
        if (params.isEmpty()) {
            return chosen.of(plots);
        }
        if (!chosen.isOfPair() || params.size() != 2) {
            throw new UsageException("Two names are given for contour, rank and pareto-front, but '" + chosen
                    + "' was given " + String.join(", ", params) + ".");
        }
        String first = params.get(0);
        String second = params.get(1);
        return switch (chosen) {
            case CONTOUR -> plots.contour(first, second);
            case RANK -> plots.rank(first, second);
            default -> plots.paretoFront(first, second);
        };
    }

    private PlotKind chosen() {
        String word = kind.toLowerCase(Locale.ROOT).replace('_', '-');
        if (!KINDS.contains(word)) {
            throw new UsageException("There is no plot '" + kind + "'. There are " + String.join(", ", KINDS) + "."
                    + Nearest.maybe(word, KINDS));
        }
        return PlotKind.valueOf(word.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
}
