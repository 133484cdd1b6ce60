package io.trialog.testing;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A scheduler that answers like PBS's qsub, qstat, qdel, qsig, qalter and qselect, and shows on demand what a real one doesn't:
 * refused and unclear submissions, limits, lost jobs, no history. Jobs really run, as processes of this machine. Linux with a
 * python3 only. A job's id is {@code 12.pbs1}, that of an array's element {@code 12[3].pbs1}. Thread-safe.
 */
public final class FakePbs implements AutoCloseable {

    /** The last one is a sign that qsub is PBS's. */
    private static final List<String> PROGRAMS =
            List.of("qsub", "qstat", "qdel", "qsig", "qalter", "qselect", "pbs_rstat");

    private final FakePrograms programs;

    private FakePbs(FakePrograms programs) {
        this.programs = programs;
    }

    /** A scheduler without jobs, whose files lie in a new directory. */
    public static FakePbs in(Path directory) {
        return new FakePbs(FakePrograms.install(directory, "/io/trialog/testing/fakepbs/fake_pbs.py", PROGRAMS));
    }

    /** The directory with the programs. */
    public Path bin() {
        return programs.bin();
    }

    /** The environment of this process, in which these programs are found before any others. */
    public Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(System.getenv());
        environment.putAll(programs.environment());
        return environment;
    }

    /** Runs one of the programs. */
    public CommandOutput run(String... command) {
        List<String> words = new ArrayList<>(List.of(command));
        words.set(0, bin().resolve(command[0]).toString());
        return CommandOutput.of(environment(), "", words);
    }

    /** A setting of {@code jobs.py}: slots, killDelay, second, maxArraySize, maxQueued, history, run, version. */
    public void set(String name, Object value) {
        programs.set(name, value);
    }

    /** Says how a program answers the next time; nothing changes until {@link ScriptedAnswer#then} is called. */
    public ScriptedAnswer next(String program) {
        return new ScriptedAnswer(programs, program);
    }

    /** Other attributes of a job are shown than it has: a JSON object. */
    public void show(String id, String attributes) {
        programs.control("show", id, attributes);
    }

    /** The server knows a job no longer; it goes on. */
    public void forget(String id) {
        programs.control("forget", id);
    }

    /** A job is ended and started again under its id, as by qrerun. */
    public void rerun(String id) {
        programs.control("rerun", id);
    }

    /** The arguments of all calls of a program so far. */
    public List<List<String>> calls(String program) {
        return programs.calls(program);
    }

    /** Ends all of its processes; the directory stays. */
    @Override
    public void close() {
        programs.control("close");
    }
}
