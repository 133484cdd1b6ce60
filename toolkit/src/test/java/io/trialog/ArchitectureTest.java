package io.trialog;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.GeneralCodingRules.ACCESS_STANDARD_STREAMS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_THROW_GENERIC_EXCEPTIONS;
import static com.tngtech.archunit.library.GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static io.trialog.KnownArrows.CYCLES;
import static io.trialog.KnownArrows.hold;

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
import com.tngtech.archunit.library.dependencies.SliceRule;
import io.trialog.event.StudyEvent;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * What a room may know. Each rule is a sentence. Arrows that still break a rule stand in {@code architecture-exceptions.txt};
 * {@link KnownArrowsTest} lets that list shrink only.
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
    static final ArchRule arrows_run_down_only = classes()
            .should(hold("arrows_run_down_only"))
            .as("ends, door, services, engine, parts, values, ground: arrows run down only");

    @ArchTest
    static final ArchRule packages_are_free_of_cycles = cycles();

    @ArchTest
    static final ArchRule implementations_are_known_to_their_provider_only = classes()
            .should(hold("implementations_are_known_to_their_provider_only"))
            .as("a sampler, a pruner or an executor is known to its own package only");

    @ArchTest
    static final ArchRule signatures_of_the_api_name_only_the_api = classes()
            .should(hold("signatures_of_the_api_name_only_the_api"))
            .as("signatures of the API and of sockets name only the API, sockets and the JDK");

    @ArchTest
    static final ArchRule a_public_type_of_internal_has_a_user_outside_its_package = classes()
            .should(hold("a_public_type_of_internal_has_a_user_outside_its_package"))
            .as("a public type of internal has a user outside its package");

    @ArchTest
    static final ArchRule no_two_types_have_the_same_simple_name =
            classes().should(bearNamesOfTheirOwn()).as("no two types have the same simple name");

    @ArchTest
    static final ArchRule the_core_knows_only_itself_and_the_jdk = classes()
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
    static final ArchRule only_numeric_knows_commons_math =
            only("io.trialog.internal.numeric..", "org.apache.commons.math3..").as("only numeric knows commons-math3");

    @ArchTest
    static final ArchRule only_the_chronicle_adapter_knows_chronicle = only(
                    "io.trialog.internal.journal.chronicle..", "net.openhft..")
            .as("only the Chronicle adapter knows Chronicle");

    @ArchTest
    static final ArchRule only_databases_know_sql = noClasses()
            .that()
            .resideOutsideOfPackages("io.trialog.internal.projection.sqlite..", "io.trialog.internal.transfer.optuna..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "org.sqlite..")
            .as("only study.db and the import of Optuna's databases know SQL");

    @ArchTest
    static final ArchRule only_readers_of_json_and_yaml_know_jackson = classes()
            .should(hold("only_readers_of_json_and_yaml_know_jackson"))
            .as("only json, yaml, journal.codec, protocol and transfer.optuna know Jackson");

    @ArchTest
    static final ArchRule nobody_asks_the_driver_manager = noClasses()
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.sql.DriverManager")
            .because("it reads the drivers once, and in a notebook that may be before this jar was loaded");

    @ArchTest
    static final ArchRule only_plots_and_paint_draw = noClasses()
            .that()
            .resideOutsideOfPackages("io.trialog.plot..", "io.trialog.internal.paint..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("org.knowm..", "java.awt..", "javax.imageio..")
            .as("only plots and paint know XChart");

    @ArchTest
    static final ArchRule only_the_cli_knows_picocli =
            only("io.trialog.cli..", "picocli..").as("only the CLI knows picocli");

    @ArchTest
    static final ArchRule only_executors_and_channels_start_processes = noClasses()
            .that()
            .resideOutsideOfPackages("io.trialog.internal.executor..", "io.trialog.internal.notify..")
            .should()
            .dependOnClassesThat()
            .belongToAnyOf(Process.class, ProcessBuilder.class)
            .orShould()
            .callMethodWhere(call("exec", Runtime.class));

    @ArchTest
    static final ArchRule only_file_replaces_atomically_and_deletes_trees = classes()
            .should(hold("only_file_replaces_atomically_and_deletes_trees"))
            .as("only file renames atomically and deletes trees");

    @ArchTest
    static final ArchRule only_platform_reads_the_environment = classes()
            .should(hold("only_platform_reads_the_environment"))
            .as("only platform reads the environment and system properties");

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
    static final ArchRule time_is_passed_in =
            classes().should(hold("time_is_passed_in")).as("only platform asks for the time");

    @ArchTest
    static final ArchRule randomness_is_passed_in =
            classes().should(hold("randomness_is_passed_in")).as("only platform draws at random without a seed");

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

    private static SliceRule cycles() {
        SliceRule rule = slices().matching("io.trialog.(**)").should().beFreeOfCycles();
        for (String known : List.of(CYCLES, "arrows_run_down_only")) {
            for (String arrow : KnownArrows.exceptions(known)) {
                rule = rule.ignoreDependency(named(arrow.split(" -> ")[0]), named(arrow.split(" -> ")[1]));
            }
        }
        return rule;
    }

    private static DescribedPredicate<JavaClass> named(String name) {
        return DescribedPredicate.describe(name, type -> House.name(type).equals(name));
    }

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
