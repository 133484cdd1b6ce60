package io.trialog;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.conditions.ArchPredicates.are;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import io.trialog.event.StudyEvent;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ThreadLocalRandom;

/** What a package may know. Each rule is a sentence; package names are relative to {@code io.trialog}. */
@AnalyzeClasses(packages = "io.trialog", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] CORE = {
        "io.trialog.numeric..",
        "io.trialog.space..",
        "io.trialog.trial..",
        "io.trialog.study..",
        "io.trialog.event..",
        "io.trialog.sampler..",
        "io.trialog.pruner..",
        "io.trialog.analysis.."
    };

    private static final String[] ENDS = {"io.trialog.cli..", "io.trialog.notebook.."};

    /** What runs inside a user's trial, a program of its own: it prints there, and sees its own clock. */
    private static final String CLIENT = "io.trialog.client..";

    /** Methods of Math that are exact, or correctly rounded, by their specification: the same bits on every JVM. */
    private static final Set<String> EXACT = Set.of(
            "abs",
            "absExact",
            "addExact",
            "ceil",
            "ceilDiv",
            "clamp",
            "copySign",
            "decrementExact",
            "divideExact",
            "floor",
            "floorDiv",
            "floorMod",
            "fma",
            "getExponent",
            "IEEEremainder",
            "incrementExact",
            "max",
            "min",
            "multiplyExact",
            "multiplyFull",
            "multiplyHigh",
            "negateExact",
            "nextAfter",
            "nextDown",
            "nextUp",
            "rint",
            "round",
            "scalb",
            "signum",
            "sqrt",
            "subtractExact",
            "toIntExact",
            "ulp");

    @ArchTest
    static final ArchRule the_core_knows_only_itself_and_the_jdk = classes()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                    .or(resideInAnyPackage(
                            "java.lang..",
                            "java.util..",
                            "java.time..",
                            "java.math..",
                            "java.nio.charset..",
                            "org.jspecify..",
                            "org.apache.commons.math3..")))
            .as("the core knows only itself and the JDK, without files");

    @ArchTest
    static final ArchRule only_numeric_knows_commons_math =
            only("io.trialog.numeric..", "org.apache.commons.math3..").as("only numeric knows commons-math3");

    @ArchTest
    static final ArchRule only_the_chronicle_adapter_knows_chronicle =
            only("io.trialog.journal.chronicle..", "net.openhft..").as("only the Chronicle adapter knows Chronicle");

    @ArchTest
    static final ArchRule only_the_sqlite_adapter_knows_sql = only(
                    "io.trialog.projection.sqlite..", "java.sql..", "javax.sql..", "org.sqlite..")
            .as("only the SQLite adapter knows SQL");

    @ArchTest
    static final ArchRule nobody_asks_the_driver_manager = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.DriverManager")
            .because("it reads the drivers once, and in a notebook that may be before this jar was loaded");

    @ArchTest
    static final ArchRule only_the_plot_package_draws = only(
                    "io.trialog.plot..", "org.knowm..", "java.awt..", "javax.imageio..")
            .as("only the plot package knows XChart");

    @ArchTest
    static final ArchRule only_the_cli_knows_picocli =
            only("io.trialog.cli..", "picocli..").as("only the CLI knows picocli");

    @ArchTest
    static final ArchRule only_executors_start_processes = noClasses()
            .that()
            .resideOutsideOfPackage("io.trialog.executor..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Process.class, ProcessBuilder.class)
            .orShould()
            .callMethodWhere(call("exec", Runtime.class));

    @ArchTest
    static final ArchRule dependencies_point_inwards = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .withOptionalLayers(true)
            .layer("numeric")
            .definedBy("io.trialog.numeric..")
            .layer("space")
            .definedBy("io.trialog.space..")
            .layer("trial")
            .definedBy("io.trialog.trial..")
            .layer("study")
            .definedBy("io.trialog.study..")
            .layer("event")
            .definedBy("io.trialog.event..")
            .layer("sampler")
            .definedBy("io.trialog.sampler..")
            .layer("pruner")
            .definedBy("io.trialog.pruner..")
            .layer("config")
            .definedBy("io.trialog.config..")
            .layer("analysis")
            .definedBy("io.trialog.analysis..")
            .layer("plot")
            .definedBy("io.trialog.plot..")
            .layer("report")
            .definedBy("io.trialog.report..")
            .layer("journal")
            .definedBy("io.trialog.journal")
            .layer("projection")
            .definedBy("io.trialog.projection")
            .layer("executor")
            .definedBy("io.trialog.executor")
            .layer("journal adapters")
            .definedBy("io.trialog.journal.*..")
            .layer("projection adapters")
            .definedBy("io.trialog.projection.*..")
            .layer("executor adapters")
            .definedBy("io.trialog.executor.*..")
            .layer("optimize")
            .definedBy("io.trialog.optimize..")
            .layer("launch")
            .definedBy("io.trialog.launch..")
            .layer("status")
            .definedBy("io.trialog.status..")
            .layer("facade")
            .definedBy("io.trialog")
            .layer("ends")
            .definedBy(ENDS)
            .layer("client")
            .definedBy(CLIENT)
            .whereLayer("numeric")
            .mayNotAccessAnyLayer()
            .whereLayer("space")
            .mayOnlyAccessLayers("numeric")
            .whereLayer("trial")
            .mayOnlyAccessLayers("space")
            .whereLayer("study")
            .mayOnlyAccessLayers("trial", "space")
            .whereLayer("event")
            .mayOnlyAccessLayers("study", "trial", "space")
            .whereLayer("sampler")
            .mayOnlyAccessLayers("study", "trial", "space", "numeric")
            .whereLayer("pruner")
            .mayOnlyAccessLayers("study", "trial", "space", "numeric")
            .whereLayer("config")
            .mayOnlyAccessLayers("study", "trial", "space")
            .whereLayer("analysis")
            .mayOnlyAccessLayers("study", "trial", "space", "numeric", "pruner")
            .whereLayer("plot")
            .mayOnlyAccessLayers("analysis", "study", "trial", "space")
            .whereLayer("report")
            .mayOnlyAccessLayers("analysis", "config", "event", "projection", "study", "trial", "space")
            .whereLayer("journal")
            .mayOnlyAccessLayers("event", "study", "trial", "space")
            .whereLayer("projection")
            .mayOnlyAccessLayers("event", "study", "trial", "space")
            .whereLayer("executor")
            .mayOnlyAccessLayers("trial")
            .whereLayer("journal adapters")
            .mayOnlyAccessLayers("journal", "event", "study", "trial", "space")
            .whereLayer("projection adapters")
            .mayOnlyAccessLayers("projection", "event", "study", "trial", "space")
            .whereLayer("executor adapters")
            .mayOnlyAccessLayers("executor", "trial")
            .whereLayer("optimize")
            .mayOnlyAccessLayers(
                    "config",
                    "journal",
                    "projection",
                    "executor",
                    "sampler",
                    "pruner",
                    "event",
                    "study",
                    "trial",
                    "space",
                    "numeric")
            .whereLayer("launch")
            .mayOnlyAccessLayers("executor", "journal", "trial")
            .whereLayer("status")
            .mayOnlyAccessLayers("optimize", "study", "trial", "space")
            .whereLayer("facade")
            .mayOnlyBeAccessedByLayers("ends")
            .whereLayer("ends")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("client")
            .mayOnlyAccessLayers("trial");

    @ArchTest
    static final ArchRule package_families_are_free_of_cycles =
            slices().matching("io.trialog.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule events_are_records = classes()
            .that()
            .implement(StudyEvent.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords();

    @ArchTest
    static final ArchRule the_core_has_no_clock = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class)
            .orShould()
            .callMethodWhere(call("nanoTime", System.class));

    @ArchTest
    static final ArchRule time_is_passed_in = noClasses()
            .that(are(not(resideInAnyPackage(
                    "io.trialog",
                    "io.trialog.cli..",
                    "io.trialog.journal.*..",
                    "io.trialog.projection.*..",
                    "io.trialog.executor.*..",
                    CLIENT))))
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethodWhere(call("currentTimeMillis", System.class))
            .orShould()
            .callMethodWhere(callOfNameBeginning("system", Clock.class));

    @ArchTest
    static final ArchRule randomness_is_passed_in = noClasses()
            .that()
            .resideOutsideOfPackages("io.trialog", CLIENT)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Random.class, ThreadLocalRandom.class, SplittableRandom.class)
            .orShould()
            .callMethod(Math.class, "random");

    @ArchTest
    static final ArchRule arithmetic_of_the_core_is_the_same_on_every_jvm = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethodWhere(inexactMath())
            .because("a JVM may replace exp, log, pow and the like by its own; StrictMath may not be replaced");

    @ArchTest
    static final ArchRule the_core_does_not_fork = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethodWhere(parallelStream())
            .because("the order of a sum decides its last bits");

    @ArchTest
    static final ArchRule nobody_uses_the_common_pool = noClasses()
            .should()
            .callMethodWhere(parallelStream())
            .orShould()
            .callMethod(ForkJoinPool.class, "commonPool")
            .orShould()
            .callMethodWhere(commonPoolByDefault())
            .because("its threads have the wrong class loader in a notebook");

    @ArchTest
    static final ArchRule nothing_is_kept_as_an_optional =
            fields().should().notHaveRawType(Optional.class).allowEmptyShould(true);

    @ArchTest
    static final ArchRule exceptions_say_what = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule nobody_logs_by_java_util_logging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule only_the_cli_and_a_users_program_print_and_exit = noClasses()
            .that()
            .resideOutsideOfPackages("io.trialog.cli..", CLIENT)
            .should(ACCESS_STANDARD_STREAMS)
            .orShould()
            .callMethod(System.class, "exit", int.class);

    private static ArchRule only(String user, String... libraries) {
        return noClasses()
                .that()
                .resideOutsideOfPackage(user)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(libraries);
    }

    private static DescribedPredicate<JavaMethodCall> call(String method, Class<?> owner) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + method,
                call -> call.getTargetOwner().isEquivalentTo(owner)
                        && call.getTarget().getName().equals(method));
    }

    private static DescribedPredicate<JavaMethodCall> callOfNameBeginning(String prefix, Class<?> owner) {
        return DescribedPredicate.describe(
                owner.getSimpleName() + "." + prefix + "...",
                call -> call.getTargetOwner().isEquivalentTo(owner)
                        && call.getTarget().getName().startsWith(prefix));
    }

    private static DescribedPredicate<JavaMethodCall> inexactMath() {
        return DescribedPredicate.describe(
                "a method of Math whose result a JVM may choose",
                call -> call.getTargetOwner().isEquivalentTo(Math.class)
                        && !EXACT.contains(call.getTarget().getName()));
    }

    private static DescribedPredicate<JavaMethodCall> parallelStream() {
        return DescribedPredicate.describe("a parallel stream or sort", call -> {
            String name = call.getTarget().getName();
            return call.getTargetOwner().getPackageName().startsWith("java.util")
                    && (name.equals("parallelStream")
                            || name.equals("parallel")
                            || name.startsWith("parallelS")
                            || name.equals("parallelPrefix"));
        });
    }

    /** The forms of {@code ...Async} and {@code supplyAsync} that are given no executor. */
    private static DescribedPredicate<JavaMethodCall> commonPoolByDefault() {
        return DescribedPredicate.describe(
                "an asynchronous stage without an executor",
                call -> call.getTargetOwner().isEquivalentTo(CompletableFuture.class)
                        && call.getTarget().getName().endsWith("Async")
                        && call.getTarget().getRawParameterTypes().stream()
                                .noneMatch(type -> type.isEquivalentTo(Executor.class)));
    }
}
