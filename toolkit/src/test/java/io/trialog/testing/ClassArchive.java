package io.trialog.testing;

import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/**
 * The classes of this build in jars, with an archive from which a JVM takes them parsed and verified (JEP 350): most of what a
 * controller of a small study costs is its start, and this halves it. Made once per JVM of tests, of which several may run
 * side by side, in {@code target}, and gone with it.
 */
final class ClassArchive {

    private static final Path HOME =
            Path.of("target", "class-archive-" + ProcessHandle.current().pid()).toAbsolutePath();
    private static final Path ARCHIVE = HOME.resolve("controller.jsa");
    private static final String TRAINING = """
            objective: {command: [sh, -c, "echo loss: 0.5"]}
            metric: {name: loss, goal: minimize}
            parameters: {x: {min: 0.0, max: 1.0}}
            sampler: {type: random, seed: 5}
            executor: {type: local, poll: 0.1s}
            """;
    private static final String CLASS_PATH = make();

    private ClassArchive() {}

    /** A JVM for a main class; one that finds the archive useless goes on without it. */
    static ProcessBuilder here(Class<?> main, List<String> args) {
        return with(CLASS_PATH, "-XX:SharedArchiveFile=" + ARCHIVE, main, args);
    }

    private static ProcessBuilder with(String classPath, String option, Class<?> main, List<String> args) {
        ProcessBuilder builder = JavaProcess.here(main, args);
        List<String> command = builder.command();
        command.set(command.indexOf("-cp") + 1, classPath);
        command.addAll(1, List.of("-XX:TieredStopAtLevel=1", option)); // it does little, and is to do it soon
        return builder;
    }

    private static String make() {
        try {
            Files.createDirectories(HOME);
            Runtime.getRuntime().addShutdownHook(new Thread(ClassArchive::remove, "trialog-class-archive"));
            List<String> places = new ArrayList<>();
            for (String place : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
                places.add(Files.isDirectory(Path.of(place)) ? jar(Path.of(place), places.size()) : place);
            }
            String classPath = String.join(File.pathSeparator, places);
            train(classPath);
            return classPath;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A small study, so that the classes which it needs are archived at its end. */
    private static void train(String classPath) throws IOException, InterruptedException {
        Path root = Files.createDirectories(HOME.resolve("training"));
        Path file = Files.writeString(root.resolve("study.yaml"), TRAINING);
        List<String> args = List.of(root.toString(), file.toString(), "2");
        JavaProcess.output(with(classPath, "-XX:ArchiveClassesAtExit=" + ARCHIVE, ClusterController.class, args));
        delete(root);
    }

    private static String jar(Path directory, int number) throws IOException {
        Path jar = HOME.resolve(number + ".jar");
        try (OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file);
                Stream<Path> paths = Files.walk(directory)) {
            out.setLevel(0);
            for (Path path : paths.filter(Files::isRegularFile).sorted().toList()) {
                out.putNextEntry(new JarEntry(directory.relativize(path).toString()));
                Files.copy(path, out);
                out.closeEntry();
            }
        }
        return jar.toString();
    }

    private static void remove() {
        try {
            delete(HOME);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> paths = Files.walk(directory)) {
            for (Path path : paths.sorted((a, b) -> b.compareTo(a)).toList()) {
                Files.delete(path);
            }
        }
    }
}
