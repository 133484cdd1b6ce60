package io.trialog;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMember;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import java.nio.file.Files;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.function.BiPredicate;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The rules that are known by their arrows, {@code origin -> target}. */
final class Arrows {

    /** Each rule gives the arrows with which a class breaks it. */
    static final Map<String, Function<JavaClass, Set<String>>> RULES = Map.of(
            "arrowsRunDownOnly",
            type -> forbidden(type, House::mayKnow),
            "implementationsAreKnownToTheirProviderOnly",
            type -> forbidden(type, House::mayKnowImplementation),
            "onlyReadersOfJsonAndYamlKnowJackson",
            type -> forbidden(type, House::mayKnowJackson),
            "signaturesOfTheApiNameOnlyTheApi",
            Arrows::strangersInSignatures,
            "onlyFileReplacesAtomicallyAndDeletesTrees",
            type -> accesses(type, "io.trialog.internal.file", Arrows::replacesOrDeletesTrees),
            "onlyPlatformReadsTheEnvironment",
            type -> accesses(type, "io.trialog.internal.platform", Arrows::readsTheEnvironment),
            "timeIsPassedIn",
            type -> accesses(type, "io.trialog.internal.platform", Arrows::asksForTheTime),
            "randomnessIsPassedIn",
            type -> accesses(type, "io.trialog.internal.platform", Arrows::drawsAtRandom),
            "aPublicTypeOfInternalHasAUserOutsideItsPackage",
            Arrows::withoutUser);

    private Arrows() {}

    /** That no class breaks a rule. */
    static ArchCondition<JavaClass> hold(String rule) {
        return new ArchCondition<>("hold " + rule) {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                for (String arrow : RULES.get(rule).apply(type)) {
                    events.add(SimpleConditionEvent.violated(type, arrow + " (" + type.getName() + ")"));
                }
            }
        };
    }

    private static String arrow(JavaClass origin, JavaClass target) {
        return House.name(origin) + " -> " + House.name(target);
    }

    private static Set<String> forbidden(JavaClass origin, BiPredicate<JavaClass, JavaClass> allowed) {
        return targets(origin)
                .filter(target -> !target.getPackageName().equals(origin.getPackageName()))
                .filter(target -> !allowed.test(origin, target))
                .map(target -> arrow(origin, target))
                .collect(Collectors.toSet());
    }

    private static Stream<JavaClass> targets(JavaClass origin) {
        return origin.getDirectDependenciesFromSelf().stream()
                .map(Dependency::getTargetClass)
                .map(JavaClass::getBaseComponentType);
    }

    private static Set<String> strangersInSignatures(JavaClass type) {
        if (!House.isApi(type) || !isSeen(type)) {
            return Set.of();
        }
        Stream<JavaClass> supertypes =
                Stream.concat(type.getRawSuperclass().stream(), type.getRawInterfaces().stream());
        Stream<JavaClass> members = type.getMembers().stream()
                .filter(member -> member.getModifiers().contains(JavaModifier.PUBLIC)
                        || member.getModifiers().contains(JavaModifier.PROTECTED))
                .flatMap(Arrows::signature);
        return Stream.concat(supertypes, members)
                .map(JavaClass::getBaseComponentType)
                .filter(target -> House.isOurs(target) && !House.isApi(target))
                .map(target -> arrow(type, target))
                .collect(Collectors.toSet());
    }

    private static boolean isSeen(JavaClass type) {
        return type.getModifiers().contains(JavaModifier.PUBLIC)
                && type.getEnclosingClass().map(Arrows::isSeen).orElse(true);
    }

    private static Stream<JavaClass> signature(JavaMember member) {
        return member.getAllInvolvedRawTypes().stream();
    }

    private static Set<String> accesses(JavaClass type, String room, Predicate<JavaAccess<?>> forbidden) {
        if (type.getPackageName().startsWith(room) || type.getPackageName().startsWith("io.trialog.client")) {
            return Set.of();
        }
        return type.getAccessesFromSelf().stream()
                .filter(forbidden)
                .map(access -> House.name(type) + " -> "
                        + access.getTargetOwner().getSimpleName() + "."
                        + access.getTarget().getName())
                .collect(Collectors.toSet());
    }

    private static boolean replacesOrDeletesTrees(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        return access.getTargetOwner().isEquivalentTo(StandardCopyOption.class) && name.equals("ATOMIC_MOVE")
                || access.getTargetOwner().isEquivalentTo(Files.class)
                        && Set.of("walk", "walkFileTree").contains(name);
    }

    private static boolean readsTheEnvironment(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        JavaClass owner = access.getTargetOwner();
        return owner.isEquivalentTo(System.class)
                        && Set.of("getenv", "getProperty", "getProperties", "setProperty", "lineSeparator")
                                .contains(name)
                || owner.isEquivalentTo(Boolean.class) && name.equals("getBoolean")
                || owner.isEquivalentTo(Integer.class) && name.equals("getInteger")
                || owner.isEquivalentTo(Long.class) && name.equals("getLong")
                || owner.isEquivalentTo(Runtime.class) && name.equals("availableProcessors");
    }

    private static boolean asksForTheTime(JavaAccess<?> access) {
        String name = access.getTarget().getName();
        JavaClass owner = access.getTargetOwner();
        return owner.isEquivalentTo(Instant.class)
                        && access.getTarget().getFullName().equals("java.time.Instant.now()")
                || owner.isEquivalentTo(System.class) && name.equals("currentTimeMillis")
                || (owner.isEquivalentTo(Clock.class) || owner.isEquivalentTo(InstantSource.class))
                        && name.startsWith("system");
    }

    private static boolean drawsAtRandom(JavaAccess<?> access) {
        JavaClass owner = access.getTargetOwner();
        return owner.isAssignableTo(Random.class)
                || owner.isEquivalentTo(SplittableRandom.class)
                || owner.isEquivalentTo(Math.class)
                        && access.getTarget().getName().equals("random")
                || owner.isEquivalentTo(UUID.class)
                        && access.getTarget().getName().equals("randomUUID");
    }

    private static Set<String> withoutUser(JavaClass type) {
        boolean isAlone = House.isInternal(type)
                && type.isTopLevelClass()
                && type.getModifiers().contains(JavaModifier.PUBLIC)
                && !isProvider(type)
                && withNested(type)
                        .flatMap(part -> part.getDirectDependenciesToSelf().stream())
                        .allMatch(use -> use.getOriginClass().getPackageName().equals(type.getPackageName()));
        return isAlone ? Set.of(House.name(type) + " -> nobody") : Set.of();
    }

    /** The user of a provider is the service loader. */
    private static boolean isProvider(JavaClass type) {
        return type.getAllRawInterfaces().stream()
                .anyMatch(socket -> socket.getPackageName().equals("io.trialog.spi")
                        && socket.getSimpleName().endsWith("Provider"));
    }

    /** Whoever uses a type that stands inside another one needs that one too. */
    private static Stream<JavaClass> withNested(JavaClass type) {
        return type.getPackage().getClasses().stream()
                .filter(other -> House.name(other).equals(House.name(type)));
    }
}
