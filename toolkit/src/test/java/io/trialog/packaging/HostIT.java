package io.trialog.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.testing.JavaProcess;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The jar as a guest: in a program with logback, another Jackson and another sqlite-jdbc, and on the module path. */
class HostIT {

    private static final Path JAR = Path.of(System.getProperty("trialog.jar", "target/trialog.jar"));
    private static final Path LIBRARIES = Path.of(System.getProperty("trialog.host", "target/host"));
    private static final Path KEPT = Path.of("src/test/resources/io/trialog/internal/journal/kept-log-v1");
    private static final String HOST = """
            import com.fasterxml.jackson.databind.ObjectMapper;
            import io.trialog.*;
            import java.nio.file.Path;
            import java.sql.DriverManager;
            import java.util.Map;
            import org.slf4j.LoggerFactory;

            public class Host {
                public static void main(String[] args) throws Exception {
                    System.out.println("logs by " + LoggerFactory.getILoggerFactory().getClass().getName());
                    try (Study study = Study.builder("guest").under(Path.of(args[0])).open()) {
                        study.optimize(3, trial -> trial.suggestFloat("x", 0, 1));
                        study.plots().history().png(Path.of(args[0], "guest.png"));
                    }
                    LoggerFactory.getLogger("host").info("after");
                    System.out.println("jackson " + com.fasterxml.jackson.databind.cfg.PackageVersion.VERSION + " "
                            + new ObjectMapper().writeValueAsString(Map.of("a", 1)));
                    try (var connection = DriverManager.getConnection("jdbc:sqlite:" + args[0] + "/guest/study.db");
                            var rows = connection.createStatement().executeQuery("select count(*) from trials")) {
                        System.out.println("rows " + rows.getInt(1));
                    }
                    System.out.println("verified " + StudyReader.verify(Path.of(args[0], "guest")).isGreen());
                }
            }
            """;
    private static final String MODULE = """
            package host;

            import io.trialog.*;
            import io.trialog.study.Durability;
            import java.nio.file.Path;

            public class Main {
                public static void main(String[] args) {
                    Study study = Study.builder("module").inMemory();
                    study.optimize(5, trial -> trial.suggestFloat("x", 0, 1));
                    System.out.println(study.finishedTrials() + " trials in " + Study.class.getModule());
                    try {
                        Study.builder("full").durability(Durability.FULL).under(Path.of(args[0])).open();
                    } catch (RuntimeException e) {
                        System.out.println("refused " + e.getMessage());
                    }
                }
            }
            """;

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theHostKeepsItsLoggingItsJacksonAndItsDatabase(boolean jarIsFirst) throws Exception {
        String own = libraries();
        String path = jarIsFirst ? JAR + File.pathSeparator + own : own + File.pathSeparator + JAR;
        compile("Host.java", HOST, "-cp", path);

        String output = run(
                java(Path.of(System.getProperty("java.home"))),
                "@" + Path.of("config/vm.args").toAbsolutePath(),
                "-cp",
                folder.resolve("classes") + File.pathSeparator + path,
                "Host",
                folder.toString());

        assertThat(output.lines().map(line -> line.replaceAll("^[0-9:.]+ ", "")))
                .containsExactly(
                        "logs by ch.qos.logback.classic.LoggerContext",
                        "[main] INFO host -- after",
                        "jackson 2.21.3 {\"a\":1}",
                        "rows 3",
                        "verified true");
    }

    @Test
    void onTheModulePathAStudyInMemoryRunsAndTheMessageNamesTheModule() throws Exception {
        Path module = Files.writeString(folder.resolve("module-info.java"), "module host { requires io.trialog; }");
        compile("Main.java", MODULE, "-p", JAR.toString(), module.toString());

        String output = run(
                java(Path.of(System.getProperty("java.home"))),
                "-p",
                folder.resolve("classes") + File.pathSeparator + JAR,
                "-m",
                "host/host.Main",
                folder.toString());

        assertThat(output)
                .startsWith("5 trials in module io.trialog\nrefused The event queue needs JVM flags")
                .contains("--add-exports=java.base/sun.nio.ch=io.trialog ");
    }

    @ParameterizedTest
    @ValueSource(ints = {17, 25})
    void theRenamedChronicleReadsTheQueueThat01Wrote(int version) throws Exception {
        Path study = folder.resolve("kept");
        copy(KEPT.resolve("ledger"), study.resolve("ledger"));
        unzip(KEPT.resolve("queue.zip"), study);

        String output = run(java(jdk(version)), "-jar", JAR.toString(), "verify", study.toString());

        assertThat(output).contains("VERIFIED").contains("queue and ledger compared");
    }

    private static Path jdk(int version) throws IOException {
        if (Runtime.version().feature() == version) {
            return Path.of(System.getProperty("java.home"));
        }
        List<Path> found = new ArrayList<>();
        Path all = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(all)) {
            try (Stream<Path> homes = Files.list(all)) {
                homes.filter(home -> home.getFileName().toString().matches(".*\\b" + version + "\\b.*"))
                        .filter(home -> Files.isExecutable(home.resolve("bin/java")))
                        .forEach(found::add);
            }
        }
        assumeTrue(!found.isEmpty(), "There is no JDK " + version + " below " + all + ".");
        return found.get(0);
    }

    private static String java(Path home) {
        return home.resolve("bin/java").toString();
    }

    private String libraries() throws IOException {
        try (Stream<Path> jars = Files.list(LIBRARIES)) {
            return jars.map(Path::toString).sorted().collect(Collectors.joining(File.pathSeparator));
        }
    }

    private void compile(String name, String source, String... options) throws Exception {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "javac").toString());
        command.addAll(List.of("-d", folder.resolve("classes").toString()));
        command.addAll(List.of(options));
        command.add(Files.writeString(folder.resolve(name), source).toString());
        assertThat(JavaProcess.output(new ProcessBuilder(command))).isEmpty();
    }

    private String run(String... command) throws Exception {
        return JavaProcess.output(new ProcessBuilder(command));
    }

    private static void copy(Path from, Path to) throws IOException {
        Files.createDirectories(to);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(file.getFileName()));
            }
        }
    }

    private static void unzip(Path zip, Path to) throws IOException {
        try (InputStream in = Files.newInputStream(zip);
                ZipInputStream entries = new ZipInputStream(in)) {
            for (ZipEntry entry = entries.getNextEntry(); entry != null; entry = entries.getNextEntry()) {
                Path file = to.resolve(entry.getName());
                Files.createDirectories(entry.isDirectory() ? file : file.getParent());
                if (!entry.isDirectory()) {
                    Files.copy(entries, file);
                }
            }
        }
    }
}
