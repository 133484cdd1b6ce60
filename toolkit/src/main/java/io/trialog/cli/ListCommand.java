package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.internal.engine.StudyLabels;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.json.JsonText;
import io.trialog.study.ControllerInfo;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog list}: the names of the studies, without reading their logs. */
@Command(
        name = "list",
        description = "Lists the studies.",
        footer = {"", "Example: trialog list --studies /scratch/me/studies"})
final class ListCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Option(names = "--json", description = "Print JSON: one object per study and line.")
    private boolean json;

    ListCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        StudyRoot root = trialog.existingRoot();
        List<String> names = root.names();
        for (String name : names) {
            trialog.print(json ? JsonText.strict(described(root.study(name), name)) : line(root.study(name), name));
        }
        if (names.isEmpty() && !json) {
            trialog.print("There is no study in " + root.directory() + ".");
        }
        return Exit.DONE;
    }

    private static String line(Path directory, String name) {
        ControllerInfo holder = StudyReader.holder(directory);
        return holder != null && StudyReader.isHeld(directory) ? name + "  (" + holder.describe() + ")" : name;
    }

    private static Map<String, Object> described(Path directory, String name) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", name);
        fields.put("directory", directory.toString());
        fields.put("held", StudyReader.isHeld(directory));
        fields.put("metadata", StudyLabels.of(directory));
        return fields;
    }
}
