package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** Each rule of {@link ArchitectureTest} goes red on a class that breaks it: compiled here, and seen by nobody else. */
class PlantedViolationsTest {

    /** What breaks a rule: the body of a class {@code Planted} in a package, relative to {@code io.trialog}. */
    private record Plant(String rule, String subpackage, String body) {
        @Override
        public String toString() {
            return rule + " | " + subpackage + " | " + body;
        }

        String type() {
            return "io.trialog." + (subpackage.isEmpty() ? "" : subpackage + ".") + "Planted";
        }

        List<JavaFileObject> sources() {
            String name = "io.trialog" + (subpackage.isEmpty() ? "" : "." + subpackage);
            return List.of(source(type(), "package " + name + "; public class Planted { " + body + " }"));
        }
    }

    private static final List<Plant> PLANTS = List.of(
            arrow("internal.numeric", "io.trialog.internal.paint.Figure"),
            arrow("internal.fold", "io.trialog.internal.journal.Journal"),
            arrow("internal.sampler.tpe", "io.trialog.internal.control.Controller"),
            arrow("internal.journal", "io.trialog.internal.run.Loop"),
            arrow("internal.control", "io.trialog.internal.run.Loop"),
            arrow("internal.run", "io.trialog.internal.engine.StudyRoot"),
            arrow("internal.engine", "io.trialog.internal.remote.StudyRequest"),
            arrow("internal.remote", "io.trialog.Study"),
            arrow("internal.text", "io.trialog.notebook.NotebookDisplay"),
            arrow("space", "io.trialog.internal.fold.StudyFold"),
            arrow("study", "io.trialog.spi.Sampler"),
            arrow("spi", "io.trialog.internal.journal.Journal"),
            arrow("client", "io.trialog.Study"),
            arrow("cli", "io.trialog.internal.journal.Journal"),
            arrow("notebook", "io.trialog.cli.Main"),
            plant(
                    "implementationsAreKnownToTheirProviderOnly",
                    "internal.sampler.grid",
                    "io.trialog.internal.sampler.tpe.TpeProvider x;"),
            plant(
                    "implementationsAreKnownToTheirProviderOnly",
                    "internal.executor",
                    "io.trialog.internal.executor.local.LocalExecutorProvider x;"),
            plant(
                    "signaturesOfTheApiNameOnlyTheApi",
                    "study",
                    "public java.util.List<io.trialog.internal.format.Ages> x() { return null; }"),
            plant("signaturesOfTheApiNameOnlyTheApi", "", "public io.trialog.cli.Main x;"),
            plant("aPublicTypeOfInternalHasAUserOutsideItsPackage", "internal.run", ""),
            plant("theCoreKnowsOnlyItselfAndTheJdk", "internal.sampler", "java.nio.file.Path file;"),
            plant("theCoreKnowsOnlyItselfAndTheJdk", "space", "io.trialog.internal.journal.Journal journal;"),
            plant("onlyNumericKnowsCommonsMath", "space", "double x = org.apache.commons.math3.special.Erf.erf(1);"),
            plant("onlyTheChronicleAdapterKnowsChronicle", "internal.journal", "net.openhft.chronicle.wire.Wire wire;"),
            plant("onlyDatabasesKnowSql", "internal.projection.files", "java.sql.Connection connection;"),
            plant("onlyDatabasesKnowSql", "cli", "org.sqlite.SQLiteConfig config;"),
            plant(
                    "onlyReadersOfJsonAndYamlKnowJackson",
                    "internal.run",
                    "com.fasterxml.jackson.databind.JsonNode node;"),
            plant(
                    "nobodyAsksTheDriverManager",
                    "internal.projection.sqlite",
                    "Object x() throws Exception { return java.sql.DriverManager.getConnection(\"\"); }"),
            plant("onlyPlotsAndPaintDraw", "cli", "java.awt.Point point;"),
            plant("onlyTheCliKnowsPicocli", "internal.config", "picocli.CommandLine line;"),
            plant("onlyExecutorsAndChannelsStartProcesses", "internal.run", "Object x = new ProcessBuilder(\"true\");"),
            plant(
                    "onlyExecutorsAndChannelsStartProcesses",
                    "cli",
                    "Object x() throws Exception { return Runtime.getRuntime().exec(\"true\"); }"),
            plant(
                    "onlyFileReplacesAtomicallyAndDeletesTrees",
                    "internal.run",
                    "Object x = java.nio.file.StandardCopyOption.ATOMIC_MOVE;"),
            plant(
                    "onlyFileReplacesAtomicallyAndDeletesTrees",
                    "cli",
                    "void x(java.nio.file.Path p) throws Exception { java.nio.file.Files.walkFileTree(p, null); }"),
            plant(
                    "onlyFileReplacesAtomicallyAndDeletesTrees",
                    "internal.doctor",
                    "Object x(java.nio.file.Path p) throws Exception { return java.nio.file.Files.walk(p); }"),
            plant("onlyPlatformReadsTheEnvironment", "internal.run", "Object x = System.getenv(\"HOME\");"),
            plant("onlyPlatformReadsTheEnvironment", "", "Object x = System.getProperty(\"user.home\");"),
            plant("onlyPlatformReadsTheEnvironment", "internal.journal", "boolean x = Boolean.getBoolean(\"x\");"),
            plant("onlyPlatformReadsTheEnvironment", "cli", "int x = Runtime.getRuntime().availableProcessors();"),
            plant("theCoreHasNoClock", "internal.sampler", "java.time.Clock clock;"),
            plant("theCoreHasNoClock", "event", "long x = System.nanoTime();"),
            plant("timeIsPassedIn", "internal.run", "Object x = java.time.Instant.now();"),
            plant("timeIsPassedIn", "event", "long x = System.currentTimeMillis();"),
            plant("timeIsPassedIn", "", "Object x = java.time.Clock.systemUTC();"),
            plant("timeIsPassedIn", "internal.remote", "Object x = java.time.InstantSource.system();"),
            plant("randomnessIsPassedIn", "internal.run", "Object x = new java.util.Random();"),
            plant("randomnessIsPassedIn", "internal.sampler", "double x = Math.random();"),
            plant("randomnessIsPassedIn", "internal.launch", "Object x = java.util.UUID.randomUUID();"),
            plant("arithmeticOfTheCoreIsTheSameOnEveryJvm", "internal.pruner", "double x = Math.exp(1);"),
            plant("arithmeticOfTheCoreIsTheSameOnEveryJvm", "internal.numeric", "double x = Math.pow(2, 3);"),
            plant("theCoreDoesNotFork", "internal.fold", "Object x = java.util.List.of(1).parallelStream();"),
            plant(
                    "nobodyUsesTheCommonPool",
                    "internal.run",
                    "Object x = java.util.concurrent.ForkJoinPool.commonPool();"),
            plant(
                    "nobodyUsesTheCommonPool",
                    "cli",
                    "Object x = java.util.concurrent.CompletableFuture.runAsync(() -> {});"),
            plant(
                    "nobodyUsesTheCommonPool",
                    "internal.journal",
                    "void x(int[] a) { java.util.Arrays.parallelSort(a); }"),
            plant("nothingIsKeptAsAnOptional", "internal.config", "java.util.Optional<String> kept;"),
            plant("exceptionsSayWhat", "internal.journal", "void x() { throw new RuntimeException(\"?\"); }"),
            plant("nobodyLogsByJavaUtilLogging", "cli", "java.util.logging.Logger x = null;"),
            plant("onlyTheCliAndAUsersProgramPrintAndExit", "internal.run", "void x() { System.out.println(); }"),
            plant("onlyTheCliAndAUsersProgramPrintAndExit", "", "void x() { System.exit(1); }"));

    @TempDir
    Path classes;

    private static Plant plant(String rule, String subpackage, String body) {
        return new Plant(rule, subpackage, body);
    }

    private static Plant arrow(String from, String to) {
        return plant("arrowsRunDownOnly", from, to + " x() { return null; }");
    }

    private static JavaFileObject source(String type, String text) {
        URI uri = URI.create("string:///" + type.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
    }

    private JavaClasses compiled(List<JavaFileObject> sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter errors = new StringWriter();
        List<String> options = List.of(
                "-proc:none", "-nowarn", "-cp", System.getProperty("java.class.path"), "-d", classes.toString());
        boolean done =
                compiler.getTask(errors, null, null, options, null, sources).call();
        assertThat(done).as(errors.toString()).isTrue();
        return new ClassFileImporter().importPath(classes);
    }

    private static void assertBroken(String rule, JavaClasses planted, String type) throws Exception {
        ArchRule checked =
                (ArchRule) ArchitectureTest.class.getDeclaredField(rule).get(null);
        EvaluationResult result = checked.evaluate(planted);
        assertThat(result.hasViolation()).as(checked.getDescription()).isTrue();
        assertThat(result.getFailureReport().getDetails()).anyMatch(detail -> detail.contains(type));
    }

    @ParameterizedTest
    @FieldSource("PLANTS")
    void aPlantedViolationIsSeen(Plant plant) throws Exception {
        assertBroken(plant.rule(), compiled(plant.sources()), plant.type());
    }

    @Test
    void anArrowFromTheFacadeToTheCommandLineIsSeen() throws Exception {
        JavaClasses planted = compiled(List.of(
                source("io.trialog.cli.Target", "package io.trialog.cli; public class Target {}"),
                source("io.trialog.Planted", "package io.trialog; public class Planted { io.trialog.cli.Target x; }")));

        assertBroken("arrowsRunDownOnly", planted, "io.trialog.Planted");
    }

    @Test
    void aCycleBetweenPackagesIsSeen() throws Exception {
        JavaClasses planted = compiled(List.of(
                source(
                        "io.trialog.space.Planted",
                        "package io.trialog.space;" + " public class Planted { io.trialog.trial.Planted other; }"),
                source(
                        "io.trialog.trial.Planted",
                        "package io.trialog.trial;" + " public class Planted { io.trialog.space.Planted other; }")));

        assertBroken("packagesAreFreeOfCycles", planted, "io.trialog.space.Planted");
    }

    @Test
    void aSimpleNameThatStandsTwiceIsSeen() throws Exception {
        JavaClasses planted = compiled(List.of(
                source("io.trialog.space.Planted", "package io.trialog.space; public class Planted {}"),
                source("io.trialog.trial.Planted", "package io.trialog.trial; public class Planted {}")));

        assertBroken("noTwoTypesHaveTheSameSimpleName", planted, "Planted");
    }

    /** The real interface is sealed: javac gets another one of the same name. */
    @Test
    void anEventThatIsNoRecordIsSeen() throws Exception {
        JavaClasses planted = compiled(List.of(
                source("io.trialog.event.StudyEvent", "package io.trialog.event; public interface StudyEvent {}"),
                source(
                        "io.trialog.event.Planted",
                        "package io.trialog.event;" + " public class Planted implements StudyEvent {}")));

        assertBroken("eventsAreRecords", planted, "io.trialog.event.Planted");
    }

    @Test
    void everyRuleHasItsViolationHere() {
        Set<String> planted = new TreeSet<>(
                List.of("packagesAreFreeOfCycles", "eventsAreRecords", "noTwoTypesHaveTheSameSimpleName"));
        PLANTS.forEach(plant -> planted.add(plant.rule()));
        List<String> rules = new ArrayList<>();
        Arrays.stream(ArchitectureTest.class.getDeclaredFields())
                .filter(field -> field.isAnnotationPresent(ArchTest.class))
                .forEach(field -> rules.add(field.getName()));

        assertThat(planted).containsExactlyInAnyOrderElementsOf(rules);
    }
}
