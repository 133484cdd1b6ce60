package io.trialog.cli;

import io.trialog.internal.engine.StudyCreation;
import io.trialog.study.OpenOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog create}: a study of which nothing is run yet. */
@Command(
        name = "create",
        description = {
            "Makes a study from its study file, and runs nothing.",
            "",
            "If the study exists and its file asks for the same, nothing changes. If the file asks for something else, the exit code is 2."
        },
        footer = {"", "Examples:", "  trialog create higgs.yaml", "  trialog create higgs.yaml --name higgs-2"})
final class CreateCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "FILE", description = "A study file, or the name of its study.")
    private String target = "";

    @Option(names = "--name", paramLabel = "NAME", description = "The study's name, instead of the file's.")
    private @Nullable String name;

    @Option(names = "--set", paramLabel = "KEY=VALUE", description = "Any setting of the study file.")
    private List<String> settings = new ArrayList<>();

    CreateCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        StudyCreation created = StudyCreation.of(OpenOptions.of(target)
                .withRoot(trialog.root().directory())
                .withName(name)
                .withOverrides(settings));
        created.notes().forEach(note -> trialog.print("note: " + note));
        String study = String.valueOf(created.directory().getFileName());
        trialog.print("The study '" + study + "' " + (created.isNew() ? "was made in " : "exists already in ")
                + created.directory() + ".");
        trialog.print("'trialog run " + study + "' runs it, 'trialog add " + study + "' adds results that you have.");
        return Exit.DONE;
    }
}
