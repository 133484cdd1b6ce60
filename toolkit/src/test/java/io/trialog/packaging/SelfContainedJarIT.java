package io.trialog.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The jar that users name: one file, complete, quiet and without telemetry. */
class SelfContainedJarIT {

    private static final Path JAR = Path.of(System.getProperty("trialog.jar", "target/trialog-0.1.0-SNAPSHOT.jar"));
    private static final Path POM = Path.of(System.getProperty("trialog.pom", ".flattened-pom.xml"));
    private static final long LIMIT = 35L * 1024 * 1024;

    @TempDir
    Path scratch;

    @Test
    void isAtMost35MiB() throws IOException {
        assertThat(Files.size(JAR)).isLessThanOrEqualTo(LIMIT);
    }

    @Test
    void itsPomNamesNeitherParentNorDependencyNorProperty() throws IOException {
        assertThat(Files.readString(POM))
                .contains("<groupId>io.trialog</groupId>", "<artifactId>trialog</artifactId>")
                .contains("<name>", "<description>", "<url>", "<licenses>", "<developers>", "<scm>")
                .doesNotContain("<dependency>", "<parent>", "${");
    }

    @Test
    void holdsNoTelemetryNoKotlinAndNothingThatANotebookKernelShadows() throws IOException {
        assertThat(entries())
                .noneMatch(name -> name.startsWith("net/openhft/chronicle/analytics/"))
                .noneMatch(name -> name.startsWith("kotlin/") || name.startsWith("scala/"))
                .noneMatch(name -> name.startsWith("com/google/gson/"))
                .noneMatch(name -> name.startsWith("org/apache/commons/lang"))
                .noneMatch(name -> name.startsWith("com/sun/jna/"))
                .noneMatch(name -> name.startsWith("org/junit/"));
    }

    @Test
    void holdsNoSignatureAndNoModuleDescriptor() throws IOException {
        assertThat(entries())
                .noneMatch(name -> name.endsWith("module-info.class"))
                .noneMatch(name -> name.matches("META-INF/[^/]*\\.(SF|RSA|DSA)"));
    }

    @Test
    void holdsNativeCodeForTheUsualPlatformsOnly() throws IOException {
        assertThat(entries().stream()
                        .filter(name -> name.matches("org/sqlite/native/.*\\.(so|dylib|dll)"))
                        .map(name -> name.replaceAll("org/sqlite/native/(.*)/[^/]*", "$1")))
                .containsExactlyInAnyOrder(
                        "Linux/aarch64",
                        "Linux/x86_64",
                        "Linux-Musl/aarch64",
                        "Linux-Musl/x86_64",
                        "Mac/aarch64",
                        "Mac/x86_64",
                        "Windows/x86_64");
    }

    @Test
    void servicesOfEveryLibraryAreMergedUnderTheirNewNames() throws IOException {
        assertThat(text("META-INF/services/io.trialog.shaded.jackson.core.JsonFactory"))
                .contains("io.trialog.shaded.jackson.core.JsonFactory")
                .contains("io.trialog.shaded.jackson.dataformat.yaml.YAMLFactory");
        assertThat(text("META-INF/services/io.trialog.shaded.slf4j.spi.SLF4JServiceProvider"))
                .contains("io.trialog.shaded.slf4j.nop.NOPServiceProvider");
        assertThat(entries()).doesNotContain("META-INF/services/java.sql.Driver");
    }

    @Test
    void holdsNothingUnderANameThatAHostMayHaveToo() throws IOException {
        assertThat(entries().stream()
                        .filter(name -> name.endsWith(".class"))
                        .map(name -> name.replaceFirst("^META-INF/versions/\\d+/", ""))
                        .filter(name -> !name.startsWith("io/trialog/"))
                        .map(name -> name.replaceAll("^(\\w+/\\w+)/.*", "$1"))
                        .distinct())
                .allMatch(name -> name.startsWith("jnr/")
                        || name.startsWith("com/kenai")
                        || name.equals("org/sqlite")
                        || name.equals("org/jspecify")
                        || name.equals("org/jline"));
    }

    @Test
    void itsManifestOpensWhatTheFileOfOptionsOpens() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            Attributes manifest = jar.getManifest().getMainAttributes();
            assertThat(manifest.getValue("Main-Class")).isEqualTo("io.trialog.cli.Main");
            assertThat(manifest.getValue("Enable-Native-Access")).isEqualTo("ALL-UNNAMED");
            assertThat(manifest.getValue("Automatic-Module-Name")).isEqualTo("io.trialog");
            assertThat(manifest.getValue("Implementation-Version")).isNotBlank();
            assertThat(manifest.getValue("Add-Exports").split(" "))
                    .containsExactlyInAnyOrderElementsOf(options("--add-exports="));
            assertThat(manifest.getValue("Add-Opens").split(" "))
                    .containsExactlyInAnyOrderElementsOf(options("--add-opens="));
        }
    }

    @Test
    void opensAQueueQuietlyWithTheOptionsOfTheFileAndLeavesNothingInTheHomeDirectory() throws Exception {
        Path source = Files.writeString(scratch.resolve("OpenQueue.java"), """
                import io.trialog.shaded.openhft.chronicle.queue.ChronicleQueue;
                class OpenQueue {
                    public static void main(String[] args) {
                        try (ChronicleQueue queue = ChronicleQueue.single(args[0])) {
                            queue.createAppender().writeText("event");
                            System.out.println(queue.createTailer().readText());
                        }
                    }
                }
                """);
        Path home = Files.createDirectory(scratch.resolve("home"));

        Outcome outcome = java(
                "@" + vmArgs(),
                "-Duser.home=" + home,
                "-Dchronicle.announcer.disable=true",
                "-Dchronicle.disk.monitor.disable=true", // its thread wants the affinity library, which is left out
                "-cp",
                JAR.toString(),
                source.toString(),
                scratch.resolve("queue").toString());

        assertThat(outcome.errors()).isEmpty();
        assertThat(outcome.output()).isEqualTo("event\n");
        assertThat(outcome.status()).isZero();
        try (Stream<Path> left = Files.list(home)) {
            assertThat(left).isEmpty();
        }
    }

    private static Path vmArgs() {
        return JAR.toAbsolutePath().getParent().resolveSibling("config").resolve("vm.args");
    }

    private static List<String> options(String prefix) throws IOException {
        return Files.readAllLines(vmArgs()).stream()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).replace("=ALL-UNNAMED", ""))
                .toList();
    }

    private static List<String> entries() throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return jar.stream().map(entry -> entry.getName()).toList();
        }
    }

    private static String text(String entry) throws IOException {
        try (JarFile jar = new JarFile(JAR.toFile())) {
            return new String(jar.getInputStream(jar.getEntry(entry)).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private Outcome java(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of(arguments));
        Path output = scratch.resolve("output");
        Path errors = scratch.resolve("errors");
        Process process = new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(errors.toFile())
                .start();
        assertThat(process.waitFor(3, TimeUnit.MINUTES))
                .as("the JVM ends in time")
                .isTrue();
        return new Outcome(process.exitValue(), Files.readString(output), Files.readString(errors));
    }

    private record Outcome(int status, String output, String errors) {}
}
