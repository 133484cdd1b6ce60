package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The list of known exceptions shrinks with the code: what breaks no rule any more may not stay in it. */
class KnownArrowsTest {

    private static JavaClasses classes;

    @BeforeAll
    static void readTheClasses() {
        classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.trialog");
    }

    static Set<String> rules() {
        return new TreeSet<>(KnownArrows.RULES.keySet());
    }

    @ParameterizedTest
    @MethodSource("rules")
    void everyKnownArrowStillBreaksItsRule(String rule) {
        assertThat(KnownArrows.exceptions(rule)).isSubsetOf(KnownArrows.broken(classes, rule));
    }

    @Test
    void everyKnownArrowOfACycleStillExists() {
        Set<String> arrows = classes.stream()
                .flatMap(type -> type.getDirectDependenciesFromSelf().stream())
                .map(dependency -> KnownArrows.arrow(dependency.getOriginClass(), dependency.getTargetClass()))
                .collect(Collectors.toSet());

        assertThat(KnownArrows.exceptions(KnownArrows.CYCLES).stream().filter(arrow -> !arrows.contains(arrow)))
                .isEmpty();
    }

    @Test
    void everyLineNamesARule() {
        Set<String> rules = rules();
        rules.add(KnownArrows.CYCLES);

        assertThat(KnownArrows.lines()).allMatch(line -> rules.contains(line.substring(0, line.indexOf(": "))));
    }
}
