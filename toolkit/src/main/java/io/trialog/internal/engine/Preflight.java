package io.trialog.internal.engine;

import io.trialog.exception.RefusedException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.display.Displays;
import io.trialog.internal.executor.AutomaticExecutor;
import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.platform.ThisProcess;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.internal.run.HydraCheck;
import io.trialog.internal.run.ProgramCheck;
import io.trialog.internal.run.SchedulerAnswer;
import io.trialog.internal.stage.Staging;
import io.trialog.spi.Check;
import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.ExecutorTraits;
import io.trialog.study.OpenOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * What is looked at before the first job of a study: its working directory, program and script, the variables of {@code stage}, and
 * what the scheduler thinks of its job. Nothing is written and nothing submitted.
 */
public final class Preflight {

    private final StudyFile file;
    private final Path study;
    private final Map<String, String> environment = ThisProcess.ofThisProcess();

    /**
     * Looks at a study before it runs.
     *
     * @param file what it is to do
     * @param study its directory, which need not exist
     */
    public Preflight(StudyFile file, Path study) {
        this.file = file;
        this.study = study;
    }

    /**
     * Refuses a study whose first job could not run. One of which a trial has succeeded, or that has no program, is not looked at.
     *
     * @param options a study or a study file
     * @return what a user should know
     * @throws RefusedException if something is missing; the message names all of it
     */
    public static List<String> require(OpenOptions options) {
        StudyLocator located = StudyLocator.locate(options);
        StudyFile file = located.fileOrRecorded();
        boolean isNew = !StudyRoot.isStudy(located.directory());
        if (isNew) {
            Objections.requireNone(file);
        }
        Preflight preflight = file == null ? null : new Preflight(file, located.directory());
        return preflight == null || !isNew && preflight.isLookedAtLater() ? List.of() : preflight.require();
    }

    /** On this machine each loop looks for its program; on a cluster trials that succeeded say more than any look from here. */
    private boolean isLookedAtLater() {
        return !traits().onCluster() || hasRun(study);
    }

    /** Whether a trial has succeeded; a study that can't be read is somebody else's trouble. */
    private static boolean hasRun(Path directory) {
        try {
            return StudyLog.open(directory).view().succeededCount() > 0;
        } catch (TrialogException e) {
            return true;
        }
    }

    /**
     * Refuses a study whose first job could not run.
     *
     * @return what a user should know
     * @throws RefusedException if something is missing; the message names all of it
     */
    public List<String> require() {
        List<Check> checks = look();
        List<Check> bad = with(Check.Grade.BAD, checks);
        if (!bad.isEmpty()) {
            throw new RefusedException(ProgramCheck.refusal(String.valueOf(study.getFileName()), bad));
        }
        return with(Check.Grade.NOTE, checks).stream().map(Preflight::line).toList();
    }

    private static List<Check> with(Check.Grade grade, List<Check> checks) {
        return checks.stream().filter(check -> check.grade() == grade).toList();
    }

    private static String line(Check check) {
        return check.subject() + ": " + check.words() + ". " + check.advice();
    }

    /**
     * Looks at everything.
     *
     * @return what was found
     */
    public List<Check> look() {
        List<Check> checks = new ArrayList<>(program());
        for (String problem : new Staging(file.stage(), study, environment).problems()) {
            String[] parts = problem.split("\n", 2);
            checks.add(Check.bad("stage", parts[0].replaceFirst("\\.$", ""), parts.length > 1 ? parts[1] : ""));
        }
        if (checks.stream().noneMatch(check -> check.grade() == Check.Grade.BAD)) {
            checks.addAll(new HydraCheck(file.space(), file.objective(), file.executor(), environment).look());
        }
        ExecutorTraits traits = traits();
        boolean isWhole = checks.stream().noneMatch(check -> check.grade() == Check.Grade.BAD);
        if (isWhole && traits.onCluster() && traits.hasJobIds() && objective().isProgram()) {
            checks.add(job());
        }
        if (!traits.onCluster() && objective().isProgram()) {
            executor(checks);
        }
        return checks;
    }

    /** Whether this machine has what the section asks for. */
    private void executor(List<Check> checks) {
        ExecutorContext context = new ExecutorContext(environment, file.executor(), study, "", file.name());
        try (Executor made = ExecutorCatalogue.installed().get(type()).create(context)) {
            if (made.room() < 1) {
                checks.add(Check.note("executor", "there is no room for a trial now", ""));
            }
        } catch (RefusedException e) {
            String[] parts = String.valueOf(e.getMessage()).split("\n", 2);
            checks.add(Check.bad("executor", parts[0].replaceFirst("\\.$", ""), parts.length > 1 ? parts[1] : ""));
        }
    }

    private ExecutorTraits traits() {
        return ExecutorCatalogue.installed().traits(type());
    }

    /** The type of executor that would run trials from here. */
    private String type() {
        String type = ExecutorCatalogue.type(file.executor());
        return type.equals(ExecutorCatalogue.AUTO)
                ? AutomaticExecutor.choose(new ExecutorEnvironment(environment, Displays.inNotebook(), false))
                        .type()
                : type;
    }

    private ObjectiveSettings objective() {
        return ObjectiveSettings.of(file.objective());
    }

    private List<Check> program() {
        ObjectiveSettings objective = objective();
        Path workdir = Objects.requireNonNullElse(objective.workdir(), study);
        return new ProgramCheck(objective, workdir, environment, file.executor()).look();
    }

    private Check job() {
        try {
            SchedulerAnswer answer = NextSubmission.of(file, study, true).answer();
            String words = "the scheduler says: " + answer.words();
            if (answer.isFinal()) {
                return Check.bad(
                        "job",
                        words,
                        "Maybe the section 'executor' asks for what this cluster does not have, or no scheduler answers here: --set executor=local.");
            }
            return answer.isRefused() ? Check.note("job", words, "That may pass.") : Check.ok("job", words);
        } catch (TrialogException e) {
            String[] parts = String.valueOf(e.getMessage()).split("\n", 2);
            return Check.bad("job", parts[0].replaceFirst("\\.$", ""), parts.length > 1 ? parts[1] : "");
        }
    }
}
