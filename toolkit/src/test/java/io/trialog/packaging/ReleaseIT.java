package io.trialog.packaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.trialog.notebook.KernelSession;
import io.trialog.testing.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A release from fresh clones: {@code deploy -Prelease} into a directory, signed by a key of its own, and again elsewhere. Runs under
 * {@code -Pfull} alone, since it builds the jar twice.
 */
class ReleaseIT {

    private static final String VERSION =
            TestKernel.JAR.getFileName().toString().replaceAll("^trialog-|\\.jar$", "");
    private static final String JBANG = """
            <project xmlns="http://maven.apache.org/POM/4.0.0">
              <modelVersion>4.0.0</modelVersion><groupId>run</groupId><artifactId>jbang</artifactId><version>1</version>
              <dependencies><dependency>
                <groupId>dev.jbang</groupId><artifactId>jbang-cli</artifactId><version>0.132.1</version>
              </dependency></dependencies>
            </project>
            """;

    @TempDir
    static Path folder;

    @TempDir
    Path scratch;

    private static Path signed;
    private static Path elsewhere;

    @BeforeAll
    static void deployTwice() throws Exception {
        assumeTrue(Boolean.getBoolean("trialog.full"), "The jar is built twice only under -Pfull.");
        Path key = Files.createDirectory(folder.resolve("key"));
        run(
                folder,
                Map.of("GNUPGHOME", key.toString()),
                "chmod 700 key; gpg --batch -q --passphrase ''"
                        + " --quick-generate-key 'Test <test@localhost>' default default never");
        signed = deployed("one", Map.of("GNUPGHOME", key.toString()), "");
        elsewhere = deployed("another place", Map.of(), "-Dgpg.skip");
    }

    @AfterAll
    static void endTheAgentOfTheKey() throws Exception {
        if (signed != null) {
            run(folder, Map.of("GNUPGHOME", folder.resolve("key").toString()), "gpgconf --kill all");
        }
    }

    @Test
    void aDeployedRepositoryHoldsJarSourcesJavadocAndPomWithSignaturesAndSums() throws IOException {
        List<String> kinds = names(signed);

        assertThat(kinds)
                .contains(".jar", "-sources.jar", "-javadoc.jar", ".pom")
                .contains(".jar.asc", "-sources.jar.asc", "-javadoc.jar.asc", ".pom.asc")
                .contains(".jar.sha1", "-sources.jar.sha1", "-javadoc.jar.sha1", ".pom.sha1");
        assertThat(Files.readString(file(signed, ".pom")))
                .contains("<name>Trialog</name>", "<description>", "<url>", "<licenses>", "<scm>")
                .doesNotContain("<dependency>", "<parent>");
    }

    @Test
    void twoBuildsInTwoPlacesHaveTheSameBytes() throws IOException {
        for (String kind : List.of(".jar", "-sources.jar", "-javadoc.jar", "-testing.jar", ".pom")) {
            assertThat(file(signed, kind)).as(kind).hasSameBinaryContentAs(file(elsewhere, kind));
        }
    }

    @Test
    void aNotebookTakesTheJarFromTheRepository() throws Exception {
        Python.assume("jupyter_client");
        Path jupyter = TestKernel.prepare(scratch, "trialog");
        run(scratch, Map.of(), "rm -r home/.m2");

        List<KernelSession.Output> cells = new KernelSession()
                .cell("%mavenRepo here " + signed.toUri())
                .cell("%maven io.trialog:trialog:" + VERSION)
                .cell("io.trialog.Study.builder(\"s\").minimize().open()"
                        + ".optimize(3, trial -> trial.suggestFloat(\"x\", 0, 1)).finishedTrials()")
                .run(jupyter, "trialog", scratch);

        assertThat(cells.get(2).last("execute_result", "text/plain")).isEqualTo("3");
    }

    @Test
    void jbangRunsAProgramThatNamesTheRepository() throws Exception {
        Files.writeString(scratch.resolve("pom.xml"), JBANG);
        Files.writeString(scratch.resolve("Hello.java"), """
                //REPOS here=%s
                //DEPS io.trialog:trialog:%s
                import io.trialog.*;

                public class Hello {
                    public static void main(String[] args) {
                        try (Study study = Study.builder("hello").minimize().open()) {
                            study.optimize(3, trial -> trial.suggestFloat("x", 0, 1));
                            System.out.println(study.finishedTrials() + " trials");
                        }
                    }
                }
                """.formatted(signed.toUri(), VERSION));
        String maven = "sh '" + TestKernel.ROOT.resolve("mvnw") + "' -B -ntp -q -f pom.xml";
        run(scratch, Map.of(), maven + " dependency:build-classpath -Dmdep.outputFile=classpath");

        Map<String, String> own = Map.of("JBANG_DIR", scratch + "/jbang", "JBANG_REPO", scratch + "/repository");
        String command = "java -cp \"$(cat classpath)\" dev.jbang.Main run Hello.java 2>jbang.log";
        assertThat(run(scratch, own, "$(" + command + ")")).endsWith("3 trials\n");
    }

    private static Path deployed(String name, Map<String, String> environment, String options) throws Exception {
        Path repository = folder.resolve(name.replace(' ', '-') + "-repository");
        run(
                folder,
                environment,
                "git clone -q '" + TestKernel.ROOT + "' '" + name + "'; cd '" + name + "'; sh ./mvnw -B -ntp -q"
                        + " deploy -Prelease -DskipTests -DskipITs " + options + " '-DaltDeploymentRepository=here::"
                        + repository.toUri() + "'");
        return repository;
    }

    /** Runs a line of shell, and returns what it printed; fails with its output if a part of it fails. */
    private static String run(Path directory, Map<String, String> environment, String line) throws Exception {
        Path output = Files.createTempFile(folder, "output", ".txt");
        ProcessBuilder builder = new ProcessBuilder("sh", "-ec", line).directory(directory.toFile());
        builder.environment().putAll(environment);
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        boolean ended = process.waitFor(20, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended && process.exitValue() == 0)
                .as(line + "\n" + Files.readString(output))
                .isTrue();
        return Files.readString(output);
    }

    /** The file of a kind, such as {@code -sources.jar}, of the one version in a repository. */
    private static Path file(Path repository, String kind) throws IOException {
        try (Stream<Path> files = Files.list(repository.resolve("io/trialog/trialog/" + VERSION))) {
            return files.filter(file -> kind(file).equals(kind)).findFirst().orElseThrow();
        }
    }

    private static List<String> names(Path repository) throws IOException {
        try (Stream<Path> files = Files.list(repository.resolve("io/trialog/trialog/" + VERSION))) {
            return files.map(ReleaseIT::kind).collect(Collectors.toList());
        }
    }

    /** What comes after the version, which a snapshot spells with a time. */
    private static String kind(Path file) {
        String base = VERSION.replace("-SNAPSHOT", "");
        return file.getFileName()
                .toString()
                .replaceFirst("^trialog-" + base.replace(".", "\\.") + "(-(SNAPSHOT|[0-9.]+-[0-9]+))?", "");
    }
}
