package io.trialog.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jshell.JShell;
import jdk.jshell.SnippetEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Public, so that what is typed can call it. */
public class TypedLinesTest {

    private static final AtomicReference<StackTraceElement> FRAME = new AtomicReference<>();

    /** Called by what the tests type: remembers where it broke. */
    public static int attempt(Callable<?> code) {
        try {
            code.call();
        } catch (Exception e) {
            FRAME.set(e.getStackTrace()[0]);
        }
        return 0;
    }

    private static String lineOfTheFailureIn(String... typed) {
        FRAME.set(null);
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            shell.addToClasspath(System.getProperty("java.class.path"));
            shell.eval("import java.util.*;");
            shell.eval("import static io.trialog.notebook.TypedLinesTest.attempt;");
            for (String code : typed) {
                for (SnippetEvent event : shell.eval(code)) {
                    assertThat(shell.diagnostics(event.snippet())).isEmpty();
                }
            }
            return TypedLines.of(shell, FRAME.get());
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attempt(() -> {\n    Object model = null;\n    return model.hashCode();\n})",
                "int x = attempt(() -> {\n    Object model = null;\n    return model.hashCode();\n});",
                "java.util.concurrent.Callable<Integer> c = () -> {\n  Object model = null;\n  return model.hashCode();\n};"
                        + " |attempt(c)",
                "int train(Object model) {\n    return model.hashCode();\n}|attempt(() -> train(null))",
                "class Model {\n  Object o;\n\n  int train() {\n    return o.hashCode();\n  }\n}"
                        + "|attempt(() -> new Model().train())"
            })
    void isTheLineAsItWasTyped(String cell) {
        String[] typed = cell.split("\\|", -1);
        assertThat(lineOfTheFailureIn(typed)).matches("return (model|o)\\.hashCode\\(\\);");
    }

    @Test
    void ofOneLineIsThatLine() {
        assertThat(lineOfTheFailureIn("attempt(() -> Integer.parseInt(\"a\") + ((Object) null).hashCode())"))
                .isNull(); // the topmost frame is the JDK's
        assertThat(lineOfTheFailureIn("attempt(() -> ((Object) null).hashCode())"))
                .isEqualTo("attempt(() -> ((Object) null).hashCode())");
    }

    @Test
    void ofCodeThatWasNotTypedIsUnknown() {
        StackTraceElement frame = new StackTraceElement("REPL.$JShell$99", "do_it$", "$JShell$99.java", 5);
        try (JShell shell = JShell.builder().executionEngine("local").build()) {
            assertThat(TypedLines.of(shell, frame)).isNull();
        }
        assertThat(TypedLines.of(null, frame)).isNull();
        assertThat(TypedLines.of("no shell", frame)).isNull();
    }
}
