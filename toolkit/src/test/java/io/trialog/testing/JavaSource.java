package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringWriter;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles and runs Java sources as a user would write them, against this project. */
public final class JavaSource {

    private JavaSource() {}

    /** Compiles files; returns what the compiler says, nothing if all is well. */
    public static String compile(Path classes, List<Path> files, String... more) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        Files.createDirectories(classes);
        StringWriter said = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            Iterable<? extends JavaFileObject> sources = manager.getJavaFileObjectsFromPaths(files);
            List<String> options = new ArrayList<>(
                    List.of("-proc:none", "-d", classes.toString(), "-cp", System.getProperty("java.class.path")));
            options.addAll(List.of(more));
            compiler.getTask(said, manager, null, options, null, sources).call();
        }
        return said.toString();
    }

    /** Returns what the main method of a compiled class prints. */
    public static String output(Path classes, String type) throws Exception {
        PrintStream out = System.out;
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (URLClassLoader loader =
                        new URLClassLoader(new URL[] {classes.toUri().toURL()});
                PrintStream caught = new PrintStream(bytes, true, StandardCharsets.UTF_8)) {
            System.setOut(caught);
            var main = loader.loadClass(type).getDeclaredMethod("main", String[].class);
            main.setAccessible(true);
            main.invoke(null, (Object) new String[0]);
        } finally {
            System.setOut(out);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    /** That files compile without a word. */
    public static void assertCompiles(Path classes, List<Path> files) throws IOException {
        assertThat(compile(classes, files)).isEmpty();
    }
}
