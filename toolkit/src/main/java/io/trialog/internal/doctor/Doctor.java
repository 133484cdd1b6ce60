package io.trialog.internal.doctor;

import io.trialog.exception.TrialogException;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.display.Displays;
import io.trialog.internal.engine.Preflight;
import io.trialog.internal.engine.StudyLocator;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.executor.AutomaticExecutor;
import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.executor.SchedulerHere;
import io.trialog.internal.file.FileProblem;
import io.trialog.internal.file.FileTree;
import io.trialog.internal.journal.chronicle.ChronicleFlags;
import io.trialog.internal.journal.store.MountTable;
import io.trialog.internal.platform.SystemTime;
import io.trialog.internal.platform.ThisJvm;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.spi.Check;
import io.trialog.spi.ExecutorChecks;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.ProbeSubject;
import io.trialog.study.OpenOptions;
import java.io.IOException;
import java.nio.file.FileStore;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Looks whether studies would run here: Java, directories, file systems, and the cluster if there is one. */
public final class Doctor {

    private static final long GIB = 1L << 30;

    private final StudyRoot root;
    private final @Nullable StudyFile file;
    private final @Nullable Path study;

    /**
     * @param root where the studies are
     * @param options a study file whose executor section and working directory are looked at, too; or {@code null}
     */
    public Doctor(StudyRoot root, @Nullable OpenOptions options) {
        this.root = root;
        StudyLocator located = options == null ? null : StudyLocator.locate(options, root);
        this.study = located == null ? null : located.directory();
        this.file = located == null ? null : located.fileOrRecorded();
    }

    /** What can be told from this machine; nothing is submitted. */
    public List<Check> look() {
        List<Check> checks = new ArrayList<>();
        checks.add(java());
        checks.add(directory());
        checks.addAll(executors());
        if (file != null && study != null) {
            checks.addAll(new Preflight(file, study).look());
        }
        return checks;
    }

    private List<Check> executors() {
        List<Check> checks = new ArrayList<>();
        ExecutorEnvironment here = here();
        AutomaticExecutor.Choice choice = AutomaticExecutor.choose(here);
        boolean isAutomatic = file == null || ExecutorCatalogue.type(executor()).equals(ExecutorCatalogue.AUTO);
        String type = isAutomatic ? choice.type() : ExecutorCatalogue.type(executor());
        ExecutorChecks cluster = ExecutorCatalogue.installed().checks(type, here, executor());
        SchedulerHere scheduler = ExecutorCatalogue.installed().scheduler(here);
        checks.addAll(
                ExecutorCatalogue.installed().traits(type).onCluster() || scheduler.isThere()
                        ? cluster.scheduler()
                        : List.of(Check.ok(
                                "scheduler",
                                "none on this machine (" + scheduler.evidence() + "): trials run as processes of it")));
        if (isAutomatic) {
            checks.add(Check.ok("executor", "'auto' would be '" + choice.type() + "' here: " + choice.why()));
        }
        checks.addAll(cluster.allocation());
        return checks;
    }

    private static ExecutorEnvironment here() {
        return new ExecutorEnvironment(ThisProcess.ofThisProcess(), Displays.inNotebook(), false);
    }

    private Map<String, @Nullable Object> executor() {
        return file == null ? Map.of() : file.settings(0).executor();
    }

    private static Check java() {
        String version = ThisJvm.version() + ", " + ThisJvm.vendor();
        List<String> missing = ChronicleFlags.missing();
        return missing.isEmpty()
                ? Check.ok("java", version + "; the options for the queue are set")
                : Check.bad(
                        "java",
                        version + "; options are missing: " + String.join(" ", missing),
                        "Maybe start it with toolkit/bin/trialog, or with java -jar.");
    }

    private Check directory() {
        Path directory = root.directory();
        Path existing = directory;
        while (existing.getParent() != null && !Files.exists(existing)) {
            existing = existing.getParent();
        }
        if (!Files.isWritable(existing)) {
            return Check.bad("studies", existing + " can't be written to", "Maybe name another: --studies DIR.");
        }
        String type = MountTable.ofThisProcess().typeOf(existing);
        String words = directory + (type.isEmpty() ? "" : " on " + type) + free(existing);
        return MountTable.isNetwork(type)
                ? Check.note(
                        "studies",
                        words + ", a network file system",
                        "The queue and the working database go to a local directory.")
                : Check.ok("studies", words);
    }

    private static String free(Path existing) {
        try {
            FileStore store = Files.getFileStore(existing);
            return ", " + store.getUsableSpace() / GIB + " GiB free";
        } catch (IOException e) {
            return "";
        }
    }

    /**
     * What a compute node sees and may do: submits a short job and waits for it.
     *
     * @param patience how long to wait for its answer
     * @throws TrialogException if the directory for it can't be made
     */
    public List<Check> lookAtNode(Duration patience) {
        try {
            Files.createDirectories(root.directory());
            Path directory = Files.createTempDirectory(root.directory(), ".doctor-");
            try {
                return ExecutorCatalogue.installed()
                        .checks(ExecutorCatalogue.type(executor()), here(), executor())
                        .node(subject(directory), SystemTime.clock(), patience);
            } finally {
                FileTree.delete(directory);
            }
        } catch (IOException e) {
            throw new TrialogException("The node can't be looked at: " + FileProblem.words(e), e);
        }
    }

    private ProbeSubject subject(Path directory) {
        Path workdir = file == null
                ? null
                : ObjectiveSettings.of(file.settings(0).objective()).workdir();
        boolean isOwn = workdir != null && !AttemptMacros.in(workdir.toString()).isEmpty();
        Path jar = ThisJvm.jar();
        return new ProbeSubject(
                directory,
                workdir == null ? Path.of("").toAbsolutePath() : isOwn ? directory : workdir,
                jar == null ? Path.of("trialog.jar") : jar,
                ThisJvm.executable());
    }
}
