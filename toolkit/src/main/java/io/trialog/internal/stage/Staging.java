package io.trialog.internal.stage;

import io.trialog.exception.TrialogException;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.file.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Copies data to where the trials of a study read it, before the first of them, and results back when an optimization has
 * ended: the section {@code stage} of a study file. Every file is copied under another name and renamed, and left alone if
 * it is there with the same size and time, so that a copy that was cut off is gone on with.
 */
public final class Staging {

    private static final Pattern OF_JOBS = Pattern.compile("\\$\\{?(SLURM_|PBS_|TMPDIR)");

    private final Map<String, @Nullable Object> section;
    private final Path study;
    private final Map<String, String> environment;

    /**
     * @param section {@code in}: paths, absolute or beginning with a variable; {@code to}: a directory; {@code out}: what to
     *     copy back, relative to the study's directory or else to {@code to}; {@code back}: where that goes
     * @param study the study's directory
     * @param environment where variables are looked up
     */
    public Staging(Map<String, @Nullable Object> section, Path study, Map<String, String> environment) {
        this.section = section;
        this.study = study;
        this.environment = environment;
    }

    /** Where the data is to go, or {@code null} if nothing is staged. */
    public @Nullable Path directory() {
        Object to = section.get("to");
        if (to == null) {
            return null;
        }
        Path directory = Path.of(Variables.expand(to.toString(), environment));
        if (!directory.isAbsolute()) {
            throw new TrialogException(
                    "stage.to must be an absolute path, but is " + directory + ".\nMaybe $SCRATCH/" + directory + ".");
        }
        return directory;
    }

    /**
     * Looks up the variables that the section names, but for those that only a job of a cluster has.
     *
     * @return what is wrong with them
     */
    public List<String> problems() {
        List<String> texts = new ArrayList<>(paths("in"));
        Stream.of("to", "back")
                .map(section::get)
                .filter(Objects::nonNull)
                .map(Object::toString)
                .forEach(texts::add);
        List<String> problems = new ArrayList<>();
        for (String text : texts) {
            try {
                if (!OF_JOBS.matcher(text).find()) {
                    Variables.expand(text, environment);
                }
            } catch (TrialogException e) {
                problems.add(String.valueOf(e.getMessage()));
            }
        }
        return problems;
    }

    private List<String> paths(String key) {
        return section.get(key) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }

    /**
     * Copies the data in.
     *
     * @param notices hears what was copied, and from where to where
     * @throws TrialogException if something is missing or can't be copied
     */
    public void in(Consumer<String> notices) {
        Path to = directory();
        List<String> sources = paths("in");
        if (sources.isEmpty()) {
            return;
        }
        if (to == null) {
            throw new TrialogException("stage.in says what to copy, but there is no stage.to that says where to."
                    + "\nMaybe to: $SCRATCH/" + study.getFileName() + ".");
        }
        Set<String> names = new TreeSet<>();
        for (String text : sources) {
            Path source = Path.of(Variables.expand(text, environment)).normalize();
            String name = String.valueOf(source.getFileName());
            if (!names.add(name)) {
                throw new TrialogException("stage.in must name every '" + name + "' once, since all go to " + to + ".");
            }
            if (!Files.exists(source)) {
                throw new TrialogException("stage.in names " + source + ", which does not exist on this machine.");
            }
            copied(source, to.resolve(name), notices);
        }
    }

    /**
     * Copies results back; those that do not exist are told and left out.
     *
     * @throws TrialogException if something can't be copied
     */
    public void out(Consumer<String> notices) {
        if (paths("out").isEmpty()) {
            return;
        }
        Path back = Path.of(Variables.expand(String.valueOf(section.get("back")), environment));
        for (String text : paths("out")) {
            Path source = result(text);
            if (source == null) {
                notices.accept("stage.out names " + text + ", which is not there.");
            } else {
                copied(source, back.resolve(text).normalize(), notices);
            }
        }
    }

    private @Nullable Path result(String text) {
        Path relative = Path.of(text).normalize();
        if (relative.isAbsolute() || relative.startsWith("..")) {
            throw new TrialogException(
                    "stage.out must name paths inside the study's directory or stage.to, but names " + text + ".");
        }
        List<Path> places = new ArrayList<>(List.of(study));
        Path to = directory();
        if (to != null) {
            places.add(to);
        }
        return places.stream()
                .map(place -> place.resolve(relative))
                .filter(Files::exists)
                .findFirst()
                .orElse(null);
    }

    private static void copied(Path source, Path target, Consumer<String> notices) {
        try {
            int files = copy(source, target);
            if (files > 0) {
                notices.accept("Copied " + source + " to " + target + (files == 1 ? "." : " (" + files + " files)."));
            }
        } catch (IOException e) {
            throw new TrialogException(source + " can't be copied to " + target + ": " + FileProblem.words(e), e);
        }
    }

    /** Copies a file, or what is in a directory; returns how many files were not there yet. */
    private static int copy(Path source, Path target) throws IOException {
        AtomicInteger copied = new AtomicInteger();
        FileTree.follow(source, (path, relative) -> {
            Path copy = target.resolve(relative.toString());
            if (Files.isDirectory(path)) {
                Files.createDirectories(copy);
            } else if (StagedFile.isMissing(path, copy)) {
                StagedFile.copy(path, copy);
                copied.incrementAndGet();
            }
        });
        return copied.get();
    }
}
