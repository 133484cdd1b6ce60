package io.trialog.internal.protocol.report;

import io.trialog.internal.protocol.TrialDirectories;
import io.trialog.spi.EndedAttempt;
import io.trialog.spi.JobStatus;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Everything that one run of a trial (one attempt, one restart) says: its report file, its output and, at the end, the
 * value it is worth.
 *
 * <p>Intermediate values that are only printed count as long as the program reports none through its report file, and no collector
 * follows it, so that a program that does both is not heard twice. Not thread-safe.
 */
public final class AttemptIntake {

    private final Path directory;
    private final Path workdir;
    private final Instant started;
    private final OutputRules rules;
    private final Sequences seen;
    private ReportReader report;
    private final NearMisses misses;
    private final OutputScanner output;
    private final OutputScanner errors;
    private final Map<String, Double> finals = new LinkedHashMap<>();
    private final LastValues last = new LastValues();
    private final ReportNotes remarks = new ReportNotes();
    private @Nullable FeedReader feed;
    private boolean reports;

    /**
     * An intake that begins at the beginning of all files.
     *
     * @param directory the attempt's directory
     * @param workdir the program's working directory
     * @param restart the scheduler's restart count
     * @param started when the attempt began, by the clock of its file system
     * @param seen the numbers of the lines that were ingested before, by this controller or an earlier one
     */
    public AttemptIntake(
            Path directory, Path workdir, int restart, Instant started, OutputRules rules, Sequences seen) {
        this.directory = directory;
        this.workdir = workdir;
        this.started = started;
        this.rules = rules;
        this.seen = seen;
        this.report = new ReportReader(TrialDirectories.report(directory, restart), new Sequences());
        this.misses = new NearMisses(rules.metric());
        this.output = new OutputScanner(
                TrialDirectories.output(directory), ReportLine.PRINTED, rules, new Sequences(), misses);
        this.errors = new OutputScanner(
                TrialDirectories.errors(directory), ReportLine.PRINTED_AS_ERROR, rules, new Sequences(), misses);
        this.feed = FeedReader.of(rules, ended());
    }

    private EndedAttempt ended() {
        return new EndedAttempt(directory, workdir, started, rules.metric());
    }

    /** The scheduler started the job again: from now on its report is another file, and the program has said nothing yet. */
    public void restarted(int restart) {
        report = new ReportReader(TrialDirectories.report(directory, restart), new Sequences());
        seen.restart();
        feed = FeedReader.of(rules, ended());
        finals.clear();
        remarks.restarted();
        reports = false;
    }

    /**
     * What is new.
     *
     * @param count at most so many lines of each file are read
     * @param ended whether the program is over
     */
    public ReportReader.Batch read(int count, boolean ended) throws IOException {
        List<ReportLine> lines = new ArrayList<>();
        List<Problem> problems = new ArrayList<>();
        ReportReader.Batch reported = report.read(count, ended);
        remarks.add(reported);
        for (ReportLine line : reported.lines()) {
            note(line);
            lines.add(line);
        }
        problems.addAll(reported.problems());
        boolean more = reported.more();
        if (feed != null) {
            List<ReportLine> collected = feed.read(ended, problems);
            if (!reports) {
                collected.forEach(this::noteSteps);
                lines.addAll(collected);
            }
        }
        for (OutputScanner scanner : List.of(output, errors)) {
            ReportReader.Batch printed = scanner.read(count, ended);
            problems.addAll(printed.problems());
            more |= printed.more();
            if (!reports && feed == null) {
                printed.lines().forEach(this::noteSteps);
                lines.addAll(printed.lines());
            }
        }
        int all = lines.size();
        lines.removeIf(line -> !seen.add(line.seq()));
        return new ReportReader.Batch(lines, problems, reported.repeated() + all - lines.size(), more);
    }

    /**
     * What the trial is worth, once its program is over and {@link #read} with {@code ended} has no more.
     *
     * <p>A program that did not end with exit code 0 failed, whatever it said. Otherwise the value is the first of:
     *
     * <ol>
     *   <li>the final values in the report file, of each metric the last
     *   <li>the score file
     *   <li>the key in the results file that the study names
     *   <li>the last {@code OPTUNA_SCORE} printed, the last {@code Best validation score}, the last match of the study's
     *       patterns, the last value printed behind the metric's name
     *   <li>the value reported at the largest step
     *   <li>the value in the summary that W&amp;B's client prints at its end
     * </ol>
     *
     * <p>If it is NaN, or there is none, the trial failed.
     */
    public Outcome outcome(JobStatus status) throws IOException {
        return new OutcomeReader(rules, directory, workdir, started)
                .read(status, finals, List.of(output.printed(), errors.printed()), last, misses);
    }

    /** What the author of the program should know about its report so far, in sentences; an empty text if all was well. */
    public String remarks() {
        return (remarks.text() + " " + misses.note()).strip();
    }

    private void note(ReportLine line) {
        if (line instanceof ReportLine.Final values) {
            finals.putAll(values.values());
            misses.reported(values.values());
        } else if (line instanceof ReportLine.Step step) {
            misses.reported(step.values());
        }
        reports |= line instanceof ReportLine.Step step && step.values().containsKey(rules.metric());
        noteSteps(line);
    }

    private void noteSteps(ReportLine line) {
        if (line instanceof ReportLine.Step step) {
            last.add(step);
        }
    }
}
