package io.trialog.internal.engine;

import io.trialog.event.StudyEvent;
import io.trialog.exception.RefusedException;
import io.trialog.exception.StudyFileException;
import io.trialog.exception.TrialogException;
import io.trialog.exception.UnknownTypeException;
import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.journal.codec.Sha256;
import io.trialog.internal.option.ExecutorOptions;
import io.trialog.internal.option.OptionCatalogue;
import io.trialog.internal.option.PrunerCatalogue;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.internal.platform.PlugIns;
import io.trialog.study.OpenOptions;
import io.trialog.study.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The plug-ins with which a study was opened last: one absolute path per line of {@code plugins.txt}. */
final class RecordedPlugIns {

    static final String FILE = "plugins.txt";

    private RecordedPlugIns() {}

    /** Writes down the plug-ins of this process; a study that never had any gets no file. */
    static void record(Path directory) {
        List<Path> jars = PlugIns.jars();
        Path file = directory.resolve(FILE);
        try {
            if (!jars.equals(read(directory))) {
                AtomicFile.write(file, jars.stream().map(jar -> jar + "\n").collect(Collectors.joining()));
            }
        } catch (IOException e) {
            throw new TrialogException("The file " + file + " can't be written: " + FileProblem.words(e), e);
        }
    }

    /** Returns the plug-ins of this process, as they stand in the log. */
    static List<StudyEvent.PlugIn> ofThisProcess() {
        return PlugIns.jars().stream()
                .map(jar -> new StudyEvent.PlugIn(String.valueOf(jar.getFileName()), sha256(jar)))
                .toList();
    }

    private static String sha256(Path jar) {
        try {
            return Sha256.of(Files.readAllBytes(jar));
        } catch (IOException e) {
            return ""; // the plug-in is loaded already; its file may be gone
        }
    }

    /**
     * Makes sure that everything is here which a study needs.
     *
     * @param settings the settings in force
     * @throws RefusedException if a type is unknown and a plug-in with which the study was opened last is missing
     */
    static void require(Path directory, Settings settings) {
        List<Path> missing = missing(directory);
        List<String> unknown = new ArrayList<>();
        if (!missing.isEmpty()) {
            addUnknown(SamplerCatalogue.catalogue(), settings.sampler(), unknown);
            addUnknown(PrunerCatalogue.catalogue(), settings.pruner(), unknown);
            addUnknown(ExecutorOptions.catalogue(), settings.executor(), unknown);
        }
        if (!unknown.isEmpty()) {
            throw new RefusedException(
                    "The study '" + settings.name() + "' needs the " + String.join(" and the ", unknown)
                            + " of a plug-in, but this process was started without plug-ins of the study.\n"
                            + advice(missing));
        }
    }

    /**
     * Says which plug-in may be missing.
     *
     * @param unknown a study file names a type that nobody provides
     * @param options what was to be opened
     * @return the exception to throw
     */
    static StudyFileException explained(UnknownTypeException unknown, OpenOptions options, StudyRoot root) {
        String target = options.name() == null ? options.target() : options.name();
        String name = target.substring(target.lastIndexOf('/') + 1).replaceFirst("\\.(ya?ml|json)$", "");
        List<Path> missing = missing(Path.of(target));
        if (missing.isEmpty()) {
            missing = missing(root.directory().resolve(name));
        }
        return missing.isEmpty() ? unknown : unknown.withAdvice(advice(missing));
    }

    private static String advice(List<Path> missing) {
        return "Maybe " + missing.stream().map(jar -> "--plugin " + jar).collect(Collectors.joining(" "))
                + ", with which the study was opened last.";
    }

    private static List<Path> missing(Path directory) {
        List<Path> missing = new ArrayList<>(read(directory));
        missing.removeAll(PlugIns.jars());
        return missing;
    }

    private static void addUnknown(
            OptionCatalogue<?> catalogue, Map<String, @Nullable Object> chosen, List<String> unknown) {
        if (chosen.get(OptionCatalogue.TYPE) instanceof String type && catalogue.find(type) == null) {
            unknown.add(catalogue.section() + " '" + type + "'");
        }
    }

    private static List<Path> read(Path directory) {
        Path file = directory.resolve(FILE);
        if (!Files.isRegularFile(file)) {
            return List.of();
        }
        try {
            return Files.readAllLines(file).stream()
                    .filter(line -> !line.isBlank())
                    .map(Path::of)
                    .toList();
        } catch (IOException | IllegalArgumentException e) {
            throw new TrialogException("The file " + file + " can't be read: " + e, e);
        }
    }
}
