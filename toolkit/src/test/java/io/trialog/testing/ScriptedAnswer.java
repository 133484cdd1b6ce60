package io.trialog.testing;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;

/** What a program of a fake scheduler does otherwise than usually. Without more it does what it does always. */
public final class ScriptedAnswer {

    private final FakePrograms programs;
    private final ObjectNode rule = FakePrograms.JSON.createObjectNode();

    ScriptedAnswer(FakePrograms programs, String program) {
        this.programs = programs;
        rule.put("program", program);
    }

    /** Only for command lines in which this regular expression is found. */
    public ScriptedAnswer matching(String pattern) {
        rule.put("match", pattern);
        return this;
    }

    /** Not once but so often; -1 for ever. */
    public ScriptedAnswer times(int times) {
        rule.put("times", times);
        return this;
    }

    /** Nothing is done: no job is submitted, nothing cancelled. */
    public ScriptedAnswer ignored() {
        rule.put("accept", false);
        return this;
    }

    /** It takes this long to answer: before it acts if {@link #ignored}, else after it did. */
    public ScriptedAnswer hanging(Duration time) {
        rule.put("hang", time.toMillis() / 1000.0);
        return this;
    }

    /** Lines around what it prints. */
    public ScriptedAnswer surrounded(String before, String after) {
        rule.put("before", before).put("after", after);
        return this;
    }

    /** The exit code and what it prints. */
    public ScriptedAnswer printing(int code, String out, String err) {
        rule.put("code", code).put("stdout", out).put("stderr", err);
        return this;
    }

    /** It fails with this message; unless {@link #ignored}, what it does has been done all the same. */
    public ScriptedAnswer failing(int code, String message) {
        return printing(code, "", message + "\n");
    }

    /** From now on. */
    public void then() {
        programs.control("rule", rule.toString());
    }
}
