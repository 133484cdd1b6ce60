package io.trialog.cli;

import io.trialog.exception.RefusedException;
import io.trialog.internal.engine.StudyTrust;
import io.trialog.internal.platform.PlugIns;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine;

/** The commands by name. Only the one that is called for is made, so that looking at a study is quick. */
final class Commands {

    /** The commands that take the words of a trial's command behind {@code --}. */
    private static final Set<String> RUNNING = Set.of("run", "launch");

    private static final Map<String, Function<Trialog, Callable<Integer>>> ALL = new LinkedHashMap<>();

    static {
        ALL.put("run", RunCommand::new);
        ALL.put("resume", ResumeCommand::new);
        ALL.put("create", CreateCommand::new);
        ALL.put("configure", ConfigureCommand::new);
        ALL.put("try", TryCommand::new);
        ALL.put("launch", LaunchCommand::new);
        ALL.put("sweep", SweepCommand::new);
        ALL.put("init", InitCommand::new);
        ALL.put("controller", ControllerCommand::new);
        ALL.put("list", ListCommand::new);
        ALL.put("status", StatusCommand::new);
        ALL.put("monitor", MonitorCommand::new);
        ALL.put("trials", TrialsCommand::new);
        ALL.put("best", BestCommand::new);
        ALL.put("results", ResultsCommand::new);
        ALL.put("logs", LogsCommand::new);
        ALL.put("log", LogCommand::new);
        ALL.put("why", WhyCommand::new);
        ALL.put("ask", AskCommand::new);
        ALL.put("tell", TellCommand::new);
        ALL.put("enqueue", EnqueueCommand::new);
        ALL.put("add", AddCommand::new);
        ALL.put("retry", RetryCommand::new);
        ALL.put("stop", StopCommand::new);
        ALL.put("cancel", CancelCommand::new);
        ALL.put("parallel", ParallelCommand::new);
        ALL.put("void", VoidCommand::new);
        ALL.put("verify", VerifyCommand::new);
        ALL.put("importance", ImportanceCommand::new);
        ALL.put("seal", SealCommand::new);
        ALL.put("plot", PlotCommand::new);
        ALL.put("report", ReportCommand::new);
        ALL.put("export", ExportCommand::new);
        ALL.put("mlflow", MlflowCommand::new);
        ALL.put("import", ImportCommand::new);
        ALL.put("fork", ForkCommand::new);
        ALL.put("salvage", SalvageCommand::new);
        ALL.put("rebuild", RebuildCommand::new);
        ALL.put("takeover", TakeoverCommand::new);
        ALL.put("accept-loss", AcceptLossCommand::new);
        ALL.put("moved", MovedCommand::new);
        ALL.put("copied", CopiedCommand::new);
        ALL.put("delete", DeleteCommand::new);
        ALL.put("doctor", DoctorCommand::new);
        ALL.put("completion", CompletionCommand::new);
    }

    private Commands() {}

    /** The command line for these arguments; what stands behind {@code --} is kept for it. */
    static CommandLine line(Trialog trialog, String... args) {
        CommandLine line = new CommandLine(trialog);
        String wanted = wanted(args);
        ALL.forEach((name, command) -> {
            if (wanted.isEmpty() || wanted.equals(name)) {
                line.addSubcommand(name, command.apply(trialog));
            }
        });
        trialog.command(behindDashes(args));
        line.setExecutionStrategy(parsed -> withPlugIns(trialog, parsed));
        return CliFailures.handling(line, trialog);
    }

    /** Plug-ins are named before any command looks for what they provide. */
    private static int withPlugIns(Trialog trialog, CommandLine.ParseResult parsed) {
        try {
            PlugIns.use(trialog.plugIns());
        } catch (RefusedException e) {
            throw new CommandLine.ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
        }
        StudyTrust.named(trialog.trusts());
        return new CommandLine.RunLast().execute(parsed);
    }

    /** The line with all commands. */
    static CommandLine all(Trialog trialog) {
        return line(trialog);
    }

    /** The command that the arguments name, if only that is needed. */
    private static String wanted(String... args) {
        for (String arg : args) {
            if (ALL.containsKey(arg) && !arg.equals("completion")) {
                return arg;
            } else if (!arg.startsWith("-")) {
                return "";
            }
        }
        return "";
    }

    /** The arguments before {@code --}. */
    static String[] words(String... args) {
        int dashes = dashes(args);
        return dashes < 0 ? args : Arrays.copyOf(args, dashes);
    }

    private static List<String> behindDashes(String... args) {
        int dashes = dashes(args);
        return dashes < 0 ? List.of() : new ArrayList<>(Arrays.asList(args).subList(dashes + 1, args.length));
    }

    private static int dashes(String... args) {
        List<String> words = Arrays.asList(args);
        return words.stream().anyMatch(RUNNING::contains) ? words.indexOf("--") : -1;
    }
}
