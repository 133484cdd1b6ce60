package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Plug-ins as their authors make them: sources compiled against Trialog, and packed with the files that name the providers. */
public final class PlugInJar {

    private static final Pattern PACKAGE = Pattern.compile("(?m)^package ([\\w.]+);");
    private static final Pattern TYPE = Pattern.compile("(?m)^public final class (\\w+)");
    private static final Pattern PROVIDER =
            Pattern.compile("(?m)^public final class (\\w+) implements (\\w+Provider|StudyDisplay) \\{");

    private PlugInJar() {}

    /** Compiles the Java files of a directory into a jar. */
    public static Path ofDirectory(Path sources, Path jar) throws IOException {
        try (Stream<Path> paths = Files.walk(sources)) {
            List<String> texts = new ArrayList<>();
            for (Path path : paths.filter(path -> path.toString().endsWith(".java"))
                    .sorted()
                    .toList()) {
                texts.add(Files.readString(path));
            }
            return of(texts, jar);
        }
    }

    /** Compiles sources into a jar. Each has a package and one public class; a provider's name ends with its socket's. */
    public static Path of(List<String> sources, Path jar) throws IOException {
        return of(sources, jar, System.getProperty("java.class.path"));
    }

    /** The same with another class path. */
    public static Path of(List<String> sources, Path jar, String classPath) throws IOException {
        Path home = Files.createTempDirectory(jar.toAbsolutePath().getParent(), "plug-in-");
        List<File> files = new ArrayList<>();
        Map<String, String> services = new TreeMap<>();
        for (String source : sources) {
            String packageName = found(PACKAGE, source);
            Path file =
                    home.resolve("src").resolve(packageName.replace('.', '/')).resolve(found(TYPE, source) + ".java");
            Files.createDirectories(file.getParent());
            files.add(Files.writeString(file, source).toFile());
            Matcher provider = PROVIDER.matcher(source);
            while (provider.find()) {
                services.merge(
                        "META-INF/services/io.trialog.spi." + provider.group(2),
                        packageName + "." + provider.group(1) + "\n",
                        String::concat);
            }
        }
        pack(compile(files, home.resolve("classes"), classPath), services, jar);
        return jar;
    }

    private static String found(Pattern pattern, String source) {
        Matcher matcher = pattern.matcher(source);
        assertThat(matcher.find()).as("%s in %s", pattern, source).isTrue();
        return matcher.group(1);
    }

    private static Path compile(List<File> files, Path classes, String classPath) throws IOException {
        Files.createDirectories(classes);
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter complaints = new StringWriter();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            boolean compiled = compiler.getTask(
                            complaints,
                            manager,
                            null,
                            List.of("-proc:none", "--release", "17", "-cp", classPath, "-d", classes.toString()),
                            null,
                            manager.getJavaFileObjectsFromFiles(files))
                    .call();
            assertThat(compiled).as(complaints.toString()).isTrue();
        }
        return classes;
    }

    private static void pack(Path classes, Map<String, String> services, Path jar) throws IOException {
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(classes)) {
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(classes.relativize(path).toString()));
                Files.copy(path, out);
                out.closeEntry();
            }
            for (Map.Entry<String, String> service : services.entrySet()) {
                out.putNextEntry(new JarEntry(service.getKey()));
                out.write(service.getValue().getBytes(StandardCharsets.UTF_8));
                out.closeEntry();
            }
        }
    }
}
