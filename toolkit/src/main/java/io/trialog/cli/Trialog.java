package io.trialog.cli;

import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.exception.StudyNotFoundException;
import io.trialog.internal.engine.StudyLocator;
import io.trialog.internal.engine.StudyLog;
import io.trialog.internal.engine.StudyOfJob;
import io.trialog.internal.engine.StudyRoot;
import io.trialog.internal.engine.StudyTrust;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** What all commands share: where the studies are, and the options that go with every command. */
@Command(
        name = "trialog",
        versionProvider = VersionText.class,
        synopsisSubcommandLabel = "COMMAND",
        description = "Tunes hyperparameters, and never forgets why it did what it did.%n",
        commandListHeading = "%nCommands:%n",
        optionListHeading = "Options:%n",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:done",
            "1:the study or the check failed",
            "2:wrong usage, or a study file that can't be used",
            "3:another controller holds the study",
            "4:the log is damaged",
            "130:interrupted"
        },
        footer = {
            "",
            "Examples:",
            "  trialog run higgs.yaml --trials 50    run a study, or go on with it",
            "  trialog status                        where all studies stand",
            "  trialog best higgs                    the best trial",
            "  trialog verify higgs                  prove every decision from the log",
            "",
            "'trialog COMMAND --help' explains a command."
        })
final class Trialog implements Callable<Integer> {

    private final Terminal terminal;

    @Option(
            names = "--studies",
            paramLabel = "DIR",
            scope = ScopeType.INHERIT,
            description = "Where studies live (default: $TRIALOG_HOME, else ./studies).")
    private @Nullable Path studies;

    @Option(
            names = "--plugin",
            paramLabel = "JAR",
            scope = ScopeType.INHERIT,
            description = "Use the samplers, pruners, executors, ... of this jar too; may be repeated.")
    private List<Path> plugIns = new ArrayList<>();

    @Option(
            names = "--trust-directory",
            scope = ScopeType.INHERIT,
            description = "Trust the study although others can write its directory or file; remembered in"
                    + " ~/.config/trialog/trusted.")
    private boolean trusts;

    @Option(
            names = "--stacktrace",
            scope = ScopeType.INHERIT,
            description = "Show where in the program an error arose.")
    private boolean stacktrace;

    @SuppressWarnings("UnusedVariable") // picocli reads it
    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            scope = ScopeType.INHERIT,
            description = "Show this help.")
    private boolean help;

    @SuppressWarnings("UnusedVariable") // picocli reads it
    @Option(
            names = {"-V", "--version"},
            versionHelp = true,
            description = "Show which Trialog and which Java this is.")
    private boolean version;

    @Spec
    private @Nullable CommandSpec spec;

    /** Everything behind {@code --}: the words of a trial's command. */
    private List<String> command = List.of();

    Trialog(Terminal terminal) {
        this.terminal = terminal;
    }

    Terminal terminal() {
        return terminal;
    }

    /** Prints a line of result. */
    void print(String line) {
        terminal.out().println(line);
    }

    boolean showsStacktrace() {
        return stacktrace || terminal.environment().containsKey("TRIALOG_DEBUG");
    }

    List<String> command() {
        return command;
    }

    void command(List<String> words) {
        command = List.copyOf(words);
    }

    /** Where studies live, as an option; {@code null} if it was not given. */
    @Nullable
    Path studies() {
        return studies;
    }

    /** The plug-ins that were named as options. */
    List<Path> plugIns() {
        return plugIns;
    }

    /** Whether the user trusts the study that is named. */
    boolean trusts() {
        return trusts;
    }

    StudyRoot root() {
        return studies == null
                ? StudyRoot.fromEnvironment(terminal.environment())
                : new StudyRoot(studies.toAbsolutePath().normalize());
    }

    /** The root to look into; where {@code --studies} names it, it must be there. */
    StudyRoot existingRoot() {
        StudyRoot root = root();
        if (studies != null && !Files.isDirectory(root.directory())) {
            throw new UsageException("--studies must name a directory, but there is none at " + root.directory() + ".");
        }
        return root;
    }

    /**
     * The directory of a study that exists.
     *
     * @param name its name, the path of its directory or of its study file, or the scheduler's id of one of its jobs; {@code null} for the
     *     only one there is
     */
    Path directory(@Nullable String name) {
        Path directory = name == null ? onlyStudy() : StudyLocator.directory(name, root());
        if (!StudyRoot.isStudy(directory)) {
            Path ofJob = name == null ? null : StudyOfJob.find(name, root());
            if (ofJob != null) {
                return ofJob;
            }
            boolean isFile = name != null && (name.endsWith(".yaml") || name.endsWith(".yml"));
            if (isFile && !Files.exists(directory)) {
                throw new StudyNotFoundException("There is no study file '" + name
                        + "', and no study of that name.\nMaybe " + advice(root().names()));
            }
            throw new StudyNotFoundException(
                    "There is no study in " + directory + ".\nMaybe " + advice(root().names()));
        }
        return directory;
    }

    private Path onlyStudy() {
        List<String> names = root().names();
        if (names.isEmpty()) {
            throw new StudyNotFoundException(
                    "There is no study in " + root().directory() + ".\nMaybe " + advice(names));
        }
        if (names.size() > 1) {
            throw new UsageException("Which study? There are " + names.size() + " in " + root().directory()
                    + ".\nMaybe " + advice(names));
        }
        return root().study(names.get(0));
    }

    private String advice(List<String> names) {
        return names.isEmpty()
                ? "--studies names another directory, or 'trialog run FILE --trials N' makes a study."
                : "one of these: "
                        + String.join(", ", names.subList(0, Math.min(10, names.size())))
                        + (names.size() > 10 ? ", ..." : "") + ".";
    }

    /** The name by which commands find a study: that of its directory. */
    static String name(Study study) {
        Path directory = study.directory();
        return directory == null ? study.name() : String.valueOf(directory.getFileName());
    }

    /** A study to look at. */
    StudyReader reader(@Nullable String name) {
        return StudyReader.open(noted(directory(name)));
    }

    /** The log of a study, for services that need more than a reader shows. */
    StudyLog log(@Nullable String name) {
        return StudyLog.open(noted(directory(name)));
    }

    /** Tells a reader of a study that others can write. */
    private Path noted(Path directory) {
        StudyTrust.notes(directory).forEach(note -> terminal.err().println("note: " + note));
        return directory;
    }

    @Override
    public Integer call() {
        if (spec != null) {
            new CommandLine(spec).usage(terminal.err());
        }
        return Exit.USAGE;
    }
}
