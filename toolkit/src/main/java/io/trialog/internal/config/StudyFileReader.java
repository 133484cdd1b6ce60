package io.trialog.internal.config;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.option.ExecutorOptions;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.Notes;
import io.trialog.internal.yaml.YamlLoader;
import io.trialog.internal.yaml.YamlValues;
import io.trialog.space.SearchSpace;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads study files: Trialog's own form, Weights &amp; Biases sweep files (YAML, or a Python dict of JSON), and any
 * mixture of the two. Nothing is ignored: a key that nobody knows is refused with file, line and the nearest known key,
 * and what W&amp;B has and Trialog hasn't is refused by name. The format is described in {@code docs/study-file.md}.
 * Thread-safe.
 */
public final class StudyFileReader {

    /** The largest file that is read, in bytes. */
    static final long MAX_BYTES = 1L << 20;

    private static final List<String> KEYS = List.of(
            "name",
            "description",
            "metadata",
            "project",
            "entity",
            "objective",
            "program",
            "command",
            "method",
            "metric",
            "metrics",
            "constraints",
            "stop_when",
            "parameters",
            "paired",
            StudyFile.BASELINE,
            "sampler",
            "pruner",
            "early_terminate",
            "executor",
            "controller",
            "stage",
            "notify",
            "mlflow",
            "wandb",
            "retry_failed",
            "trials",
            "run_cap",
            "timeout",
            "durability",
            "apiVersion",
            "kind");
    private static final Map<String, String> REFUSED = Map.of(
            "job", "W&B Launch jobs are not supported.\nMaybe program or command.",
            "image_uri", "W&B Launch images are not supported.\nMaybe program or command.",
            "launch", "W&B Launch is not supported.\nMaybe program or command.",
            "scheduler", "W&B's schedulers are not supported.\nMaybe sampler.");

    private StudyFileReader() {}

    /** Reads {@code file}. */
    public static StudyFile read(Path file) {
        return read(file, List.of());
    }

    /**
     * Reads {@code file} with settings laid over it.
     *
     * @param overrides settings such as {@code sampler.seed=42}: a dotted key and a YAML value, applied in order
     * @throws StudyFileException if the file can't be read or used; the message names file, line and key
     */
    public static StudyFile read(Path file, List<String> overrides) {
        return parse(text(file), file, overrides);
    }

    /**
     * Reads a file of the user's, with what its project file says where it says nothing.
     *
     * @param file the study file, absolute
     * @param overrides settings laid over it
     * @param usesProject whether a project file holds
     * @throws StudyFileException if one of the files can't be read or used; the message names file, line and key
     */
    public static StudyFile readOfUser(Path file, List<String> overrides, boolean usesProject) {
        return parse(text(file), file, overrides, usesProject ? ProjectFile.of(file) : null);
    }

    /** Reads {@code text} as if it were the content of {@code file}. */
    public static StudyFile parse(String text, Path file, List<String> overrides) {
        return parse(text, file, overrides, null);
    }

    private static StudyFile parse(String text, Path file, List<String> overrides, @Nullable ProjectFile project) {
        Item item = YamlLoader.load(text, file.toString());
        if (item == null || item instanceof Item.Scalar scalar && scalar.isNull()) {
            throw new StudyFileException(file + ": The study file is empty.\nMaybe it was not saved.");
        }
        if (!(item instanceof Item.Mapping mapping)) {
            throw StudyFileException.at(
                    item.place(), "A study file must be a map (key: value), but is " + shown(item) + ".");
        }
        Path source = file.toAbsolutePath().normalize();
        Notes notes = new Notes();
        boolean isSweep = SweepItems.isSweep(mapping);
        Item.Mapping study = isSweep
                ? SweepItems.studyFile(mapping, new ProjectProgram(source, project, ThisProcess.ofThisProcess()), notes)
                : mapping;
        Item.Mapping laidOver = (Item.Mapping) Overrides.apply(study, overrides);
        return studyFile(project == null ? laidOver : project.below(laidOver, notes), source, isSweep, notes, project);
    }

    private static String shown(Item item) {
        String kind = item.kind();
        return kind.length() > 60 ? kind.substring(0, 60) + "..." : kind;
    }

    static String text(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new StudyFileException(file + ": A study file must not be larger than 1 MiB, but has "
                        + Files.size(file) + " bytes.\nMaybe it is another file.");
            }
            byte[] bytes = Files.readAllBytes(file);
            ForeignFile kind = ForeignFile.of(bytes);
            if (kind != ForeignFile.OTHER) {
                throw new StudyFileException(
                        file + ": A study file must be YAML, but this is " + kind.words() + ".\n" + kind.advice());
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.indexOf('\0') >= 0) {
                throw binary(file, null);
            }
            return text;
        } catch (CharacterCodingException e) {
            throw binary(file, e);
        } catch (IOException e) {
            throw new StudyFileException(file + ": The study file can't be read: " + FileProblem.words(e), e);
        }
    }

    private static StudyFileException binary(Path file, @Nullable Exception cause) {
        String message = file + ": A study file must be text in UTF-8, but this is not.\nMaybe it is another file.";
        return cause == null ? new StudyFileException(message) : new StudyFileException(message, cause);
    }

    private static StudyFile studyFile(
            Item.Mapping item, Path source, boolean isSweep, Notes notes, @Nullable ProjectFile project) {
        refuse(item);
        Fields file = Fields.of(item, "", KEYS, Levels::ofFile);
        MetricReader metrics = new MetricReader(notes, isSweep);
        metrics.read(file);
        ParameterReader parameters = new ParameterReader(notes);
        SearchSpace space = file.has("parameters") || file.has("paired")
                ? parameters.read(file.get("parameters"), file.get("paired"))
                : SearchSpace.EMPTY;
        SearchReader search = new SearchReader(file, notes);
        Map<String, @Nullable Object> sampler = search.sampler(metrics.names().size());
        search.finish(sampler, space, parameters);
        Map<String, @Nullable Object> pruner = search.pruner(metrics);
        search.checkObjectives(sampler, metrics.names().size());
        if (file.has("constraints")) {
            search.checkConstraints(sampler);
        }
        RunReader run = new RunReader(file, notes);
        RuleReader rules = new RuleReader(file, notes);
        Map<String, @Nullable Object> executor = run.executor(directory(source));
        boolean isOnCluster = ExecutorOptions.isOnCluster(executor, ThisProcess.ofThisProcess());
        Map<String, @Nullable Object> objective =
                new ObjectiveReader(directory(source), isOnCluster, notes).read(file, parameters);
        if (metrics.isSuccess()) {
            objective.put(ObjectiveSettings.SUCCESS, true);
        }
        String name = isSweep && !file.has("name")
                ? sweepName(stem(file, source), SweepId.of(space, sampler, objective))
                : name(file, source, notes);
        return new StudyFile(
                source,
                name,
                metrics.directions(),
                metrics.names(),
                metrics.target(),
                rules.constraints(),
                rules.stopWhen(metrics.target()),
                search.seed(),
                space,
                sampler,
                pruner,
                search.namesPruner(),
                objective,
                executor,
                run.controller(),
                run.stage(directory(source), name, metrics.names().size()),
                file.has("notify") ? new NotifyReader(notes).read(file.need("notify")) : Map.of(),
                TrackerReader.read(file),
                run.trials(),
                run.timeout(),
                run.durability(),
                MetadataReader.labels(file, notes),
                new Reading(
                        notes.list(),
                        notes.objections(),
                        search.namesSampler(),
                        parameters.onceReal(),
                        project == null ? null : project.source(),
                        isSweep,
                        file.has(StudyFile.BASELINE)
                                && YamlValues.flag(file.need(StudyFile.BASELINE), StudyFile.BASELINE)));
    }

    private static void refuse(Item.Mapping mapping) {
        for (Item.Entry entry : mapping.entries().values()) {
            String reason = REFUSED.get(entry.key());
            if (reason != null) {
                throw StudyFileException.at(entry.place(), "'" + entry.key() + "': " + reason);
            }
        }
    }

    private static Path directory(Path source) {
        return source.getParent() == null ? source : source.getParent();
    }

    /** The name: W&amp;B's may be any text and is made into one, Trialog's must be one. */
    private static String name(Fields file, Path source, Notes notes) {
        String name = file.text("name");
        if (name == null) {
            return stem(file, source);
        }
        String better = StudyName.suggestion(name);
        if (!StudyName.isValid(name) && file.has("method") && !better.isEmpty()) {
            notes.add(
                    file.place("name"),
                    "The study is named '" + better + "', since '" + name + "' can't be a directory.");
            return better;
        }
        try {
            return StudyName.check(name);
        } catch (StudyFileException e) {
            throw new StudyFileException(file.place("name") + ": " + e.getMessage(), e);
        }
    }

    /** Other content is another study, also where the file keeps its name. */
    private static String sweepName(String stem, String id) {
        int longest = StudyName.MAX_LENGTH - id.length() - 1;
        return (stem.length() > longest ? stem.substring(0, longest) : stem) + "-" + id;
    }

    private static String stem(Fields file, Path source) {
        Path last = source.getFileName();
        String stem = last == null ? "" : last.toString().replaceFirst("(?<=.)\\.(ya?ml|json)$", "");
        try {
            return StudyName.check(stem);
        } catch (StudyFileException e) {
            throw new StudyFileException(
                    file.place() + ": Without 'name' the study takes its name from the file. " + e.getMessage(), e);
        }
    }
}
