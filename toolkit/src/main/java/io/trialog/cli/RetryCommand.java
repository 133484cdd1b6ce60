package io.trialog.cli;

import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.internal.engine.ClusterJobs;
import io.trialog.internal.engine.LaunchRecord;
import io.trialog.internal.format.Texts;
import io.trialog.internal.launch.Launch;
import io.trialog.study.OpenOptions;
import io.trialog.study.StudyView;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog retry}: failed trials run again. */
@Command(
        name = "retry",
        description = {
            "Lets failed trials run again, with their numbers and values, before new trials.",
            "",
            "If nobody runs the study, this goes on with it: here, or by a job of the cluster if it was launched."
        },
        footer = {
            "",
            "Examples:",
            "  trialog retry higgs --failed       every trial that failed",
            "  trialog retry higgs 4 17           these two",
            "  trialog retry higgs --later        they run when the study goes on"
        })
final class RetryCommand implements Callable<Integer> {

    private static final int SHOWN = 20;

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "NAME", description = "The study.")
    private String name = "";

    @Parameters(
            index = "1..*",
            paramLabel = "TRIAL",
            description = "Numbers of failed trials; without any, all of them.")
    private List<String> trials = new ArrayList<>();

    @Option(names = "--failed", description = "Every trial that failed; also the meaning of no TRIAL.")
    private boolean failed;

    @Option(names = "--later", description = "Run nothing now.")
    private boolean later;

    @Mixin
    private RunOptions options = new RunOptions();

    RetryCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        if (failed && !trials.isEmpty()) {
            throw new UsageException("Either --failed or numbers of trials must be given, but not both.");
        }
        Path directory = trialog.directory(name);
        StudyView before = StudyReader.open(directory).view();
        List<Integer> numbers = trials.isEmpty()
                ? failed(before)
                : trials.stream().map(word -> Trials.number(word, before)).toList();
        List<TrialRecord> waiting =
                before.running().stream().filter(TrialRecord::awaitsRetry).toList();
        if (numbers.isEmpty() && waiting.isEmpty()) {
            say("Nothing to retry: no trial of the study '" + before.settings().name() + "' failed.");
            return Exit.DONE;
        }
        if (!numbers.isEmpty()) {
            Requests.send(directory, "retry", Map.of("trials", numbers));
            say("Run again: " + Texts.count(numbers.size(), "trial") + " (" + listed(numbers) + ").");
        }
        return goOn(directory);
    }

    private static List<Integer> failed(StudyView view) {
        return view.trials().stream()
                .filter(trial -> trial.state() == TrialState.FAIL && !view.isVoided(trial.number()))
                .map(TrialRecord::number)
                .toList();
    }

    static String listed(List<Integer> numbers) {
        return numbers.stream().limit(SHOWN).map(String::valueOf).collect(Collectors.joining(", "))
                + (numbers.size() > SHOWN ? ", ..." : "");
    }

    private void say(String line) {
        (options.json() ? trialog.terminal().err() : trialog.terminal().out()).println(line);
    }

    private int goOn(Path directory) {
        String study = String.valueOf(directory.getFileName());
        List<TrialRecord> waiting = StudyReader.open(directory).view().running().stream()
                .filter(TrialRecord::awaitsRetry)
                .toList();
        if (StudyReader.isHeld(directory) || Launch.isUnderWay(directory)) {
            say("Whoever runs the study begins with them; 'trialog status " + study + "' shows where it stands.");
            return Exit.DONE;
        } else if (waiting.stream().noneMatch(ClusterJobs::isCommand)) {
            say("No command runs them: the program with the objective does when it optimizes again, and 'trialog tell "
                    + study + "' ends those that you asked for.");
            return Exit.DONE;
        } else if (later) {
            say("'trialog resume " + study + "' runs them.");
            return Exit.DONE;
        }
        OpenOptions open = OpenOptions.of(directory.toString()).withOverrides(options.overrides(trialog.command()));
        if (!LaunchRecord.isLaunched(directory)) {
            return new StudyRun(trialog, options).goOn(open);
        }
        try (Study opened = Study.open(open)) {
            say(opened.launch().toString());
        }
        return Exit.DONE;
    }
}
