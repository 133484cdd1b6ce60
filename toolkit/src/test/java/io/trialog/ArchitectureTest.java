package io.trialog;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.trialog.Arrows.hold;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import io.trialog.event.StudyEvent;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * What a room may know. Each rule is a sentence; {@link PlantedViolationsTest} shows each of them red.
 */
@AnalyzeClasses(packages = "io.trialog", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** Pure functions of what they are given. */
    private static final String[] CORE = {
        "io.trialog.internal.numeric..",
        "io.trialog.internal.fold..",
        "io.trialog.internal.sampler..",
        "io.trialog.internal.pruner..",
        "io.trialog.internal.analysis..",
        "io.trialog.space..",
        "io.trialog.trial..",
        "io.trialog.event.."
    };

    /** What the core may know beside itself: values, sockets, and the ground that reads no file. */
    private static final String[] BELOW_THE_CORE = {
        "io.trialog.study..", "io.trialog.exception..", "io.trialog.spi..", "io.trialog.internal.format.."
    };

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
    static final ArchRule arrowsRunDownOnly = classes()
            .should(hold("arrowsRunDownOnly"))
            .as("ends, door, services, engine, parts, values, ground: arrows run down only");

    @ArchTest
    static final ArchRule packagesAreFreeOfCycles =
            slices().matching("io.trialog.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule implementationsAreKnownToTheirProviderOnly = classes()
            .should(hold("implementationsAreKnownToTheirProviderOnly"))
            .as("a sampler, a pruner or an executor is known to its own package only");

    @ArchTest
    static final ArchRule signaturesOfTheApiNameOnlyTheApi = classes()
            .should(hold("signaturesOfTheApiNameOnlyTheApi"))
            .as("signatures of the API and of sockets name only the API, sockets and the JDK");

    @ArchTest
    static final ArchRule aPublicTypeOfInternalHasAUserOutsideItsPackage = classes()
            .should(hold("aPublicTypeOfInternalHasAUserOutsideItsPackage"))
            .as("a public type of internal has a user outside its package");

    @ArchTest
    static final ArchRule noTwoTypesHaveTheSameSimpleName =
            classes().should(bearNamesOfTheirOwn()).as("no two types have the same simple name");

    @ArchTest
    static final ArchRule theCoreKnowsOnlyItselfAndTheJdk = classes()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(CORE)
                    .or(resideInAnyPackage(BELOW_THE_CORE))
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
    static final ArchRule onlyNumericKnowsCommonsMath =
            only("io.trialog.internal.numeric..", "org.apache.commons.math3..").as("only numeric knows commons-math3");

    @ArchTest
    static final ArchRule onlyTheChronicleAdapterKnowsChronicle = only(
                    "io.trialog.internal.journal.chronicle..", "net.openhft..")
            .as("only the Chronicle adapter knows Chronicle");

    @ArchTest
    static final ArchRule onlyDatabasesKnowSql = noClasses()
            .that()
            .resideOutsideOfPackages("io.trialog.internal.projection.sqlite..", "io.trialog.internal.transfer.optuna..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
            .as("only study.db and the import of Optuna's databases know SQL");

    @ArchTest
    static final ArchRule onlyReadersOfJsonAndYamlKnowJackson = classes()
            .should(hold("onlyReadersOfJsonAndYamlKnowJackson"))
            .as("only json, yaml, journal.codec, protocol and transfer.optuna know Jackson");

    @ArchTest
    static final ArchRule nobodyAsksTheDriverManager = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.DriverManager")
            .because("it reads the drivers once, and in a notebook that may be before this jar was loaded");

    @ArchTest
    static final ArchRule onlyPlotsAndPaintDraw = noClasses()
            .that()
            .resideOutsideOfPackages("io.trialog.plot..", "io.trialog.internal.paint..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.knowm..", "java.awt..", "javax.imageio..")
            .as("only plots and paint know XChart");

    @ArchTest
    static final ArchRule onlyTheCliKnowsPicocli =
            only("io.trialog.cli..", "picocli..").as("only the CLI knows picocli");

    @ArchTest
    static final ArchRule onlyExecutorsAndChannelsStartProcesses = noClasses()
            .that()
            .resideOutsideOfPackages("io.trialog.internal.executor..", "io.trialog.internal.notify..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Process.class, ProcessBuilder.class)
            .orShould()
            .callMethodWhere(call("exec", Runtime.class));

    @ArchTest
    static final ArchRule onlyFileReplacesAtomicallyAndDeletesTrees = classes()
            .should(hold("onlyFileReplacesAtomicallyAndDeletesTrees"))
            .as("only file renames atomically and deletes trees");

    @ArchTest
    static final ArchRule onlyPlatformReadsTheEnvironment = classes()
            .should(hold("onlyPlatformReadsTheEnvironment"))
            .as("only platform reads the environment and system properties");

    @ArchTest
    static final ArchRule eventsAreRecords = classes()
            .that()
            .implement(StudyEvent.class)
            .and()
            .areNotInterfaces()
            .should()
            .beRecords();

    @ArchTest
    static final ArchRule theCoreHasNoClock = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Clock.class)
            .orShould()
            .callMethodWhere(call("nanoTime", System.class));

    @ArchTest
    static final ArchRule timeIsPassedIn =
            classes().should(hold("timeIsPassedIn")).as("only platform asks for the time");

    @ArchTest
    static final ArchRule randomnessIsPassedIn =
            classes().should(hold("randomnessIsPassedIn")).as("only platform draws at random without a seed");

    @ArchTest
    static final ArchRule arithmeticOfTheCoreIsTheSameOnEveryJvm = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethodWhere(inexactMath())
            .because("a JVM may replace exp, log, pow and the like by its own; StrictMath may not be replaced");

    @ArchTest
    static final ArchRule theCoreDoesNotFork = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .callMethodWhere(parallelStream())
            .because("the order of a sum decides its last bits");

    @ArchTest
    static final ArchRule nobodyUsesTheCommonPool = noClasses()
            .should()
            .callMethodWhere(parallelStream())
            .orShould()
            .callMethod(ForkJoinPool.class, "commonPool")
            .orShould()
            .callMethodWhere(commonPoolByDefault())
            .because("its threads have the wrong class loader in a notebook");

    @ArchTest
    static final ArchRule nothingIsKeptAsAnOptional =
            fields().should().notHaveRawType(Optional.class).allowEmptyShould(true);

    @ArchTest
    static final ArchRule exceptionsSayWhat = NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;

    @ArchTest
    static final ArchRule nobodyLogsByJavaUtilLogging = NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;

    @ArchTest
    static final ArchRule onlyTheCliAndAUsersProgramPrintAndExit = noClasses()
            .that()
            .resideOutsideOfPackages("io.trialog.cli..", CLIENT)
            .and()
            .doNotHaveFullyQualifiedName("io.trialog.internal.platform.ThreadOutput")
            .should(ACCESS_STANDARD_STREAMS)
            .orShould()
            .callMethod(System.class, "exit", int.class);

    private static ArchCondition<JavaClass> bearNamesOfTheirOwn() {
        return new ArchCondition<>("bear names of their own") {
            private final Map<String, JavaClass> seen = new HashMap<>();

            @Override
            public void check(JavaClass type, ConditionEvents events) {
                if (type.isTopLevelClass() && !type.getSimpleName().equals("package-info")) {
                    JavaClass other = seen.putIfAbsent(type.getSimpleName(), type);
                    if (other != null && !other.equals(type)) {
                        events.add(SimpleConditionEvent.violated(
                                type, type.getName() + " has the simple name of " + other.getName()));
                    }
                }
            }
        };
    }

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
