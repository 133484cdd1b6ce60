package io.trialog.internal.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.trialog.exception.StudyFileException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class StudyNameTest {

    private static final String RULE =
            "A study's name consists of 1 to 100 letters (a-z, A-Z), digits, '.', '_' and '-'"
                    + " and begins with a letter, a digit or '_', but ";

    @Test
    void namesOfLettersDigitsDotsUnderscoresAndHyphensAreFine() {
        for (String name : List.of("higgs", "a", "7", "_x", "HIGGS-2.v1_b", "x".repeat(100))) {
            assertThat(StudyName.check(name)).isEqualTo(name);
            assertThat(StudyName.isValid(name)).isTrue();
        }
    }

    @Test
    void pathsAreRefused() {
        refused("../x", "'../x' contains '/', so it is a path and not a name.\nMaybe 'x'.");
        refused("a\\b", "'a\\b' contains '\\', so it is a path and not a name.\nMaybe 'a-b'.");
        refused("..", "'..' begins with '.'.");
        refused(".hidden", "'.hidden' begins with '.'.\nMaybe 'hidden'.");
    }

    @Test
    void whatAShellWouldInterpretIsRefused() {
        refused("a b;rm", "'a b;rm' contains a space.\nMaybe 'a-b-rm'.");
        refused("$(id)", "'$(id)' contains '$'.\nMaybe 'id'.");
        refused("-rf", "'-rf' begins with '-'.\nMaybe 'rf'.");
        refused("a\nb", "'a\nb' contains the control character U+000A.\nMaybe 'a-b'.");
    }

    @Test
    void longAndEmptyNamesAreRefused() {
        refused("x".repeat(300), "'xxxxxxxxxxxxxxxxxxxx...' has 300 characters.\nMaybe '" + "x".repeat(40) + "'.");
        refused("", "it is empty.");
    }

    @Test
    void otherAlphabetsAreRefusedSinceFileSystemsDisagreeOnThem() {
        refused("größe", "'größe' contains 'ö'.\nMaybe 'gr-e'.");
        refused("研究", "'研究' contains '研'.");
        refused("a😀", "'a😀' contains '😀'.\nMaybe 'a'.");
    }

    @Test
    void namesThatSomeSystemsCanNotStoreAreRefused() {
        refused("con", "'con' can't be a directory on every system.");
        refused("a.", "'a.' can't be a directory on every system.\nMaybe 'a'.");
    }

    @Test
    void withoutANameTheFileNamesTheStudy() {
        assertThat(named("higgs.yaml")).isEqualTo("higgs");
        assertThat(named("a.b.yml")).isEqualTo("a.b");
        assertThat(named("sweep.json")).isEqualTo("sweep");
        assertThat(named("plain")).isEqualTo("plain");
        assertThatExceptionOfType(StudyFileException.class)
                .isThrownBy(() -> named("my study.yaml"))
                .withMessage("my study.yaml:1: Without 'name' the study takes its name from the file. " + RULE
                        + "'my study' contains a space.\nMaybe 'my-study'.");
    }

    private static String named(String file) {
        return StudyFileReader.parse("metric: {name: a, goal: minimize}", Path.of(file), List.of())
                .name();
    }

    private static void refused(String name, String problem) {
        assertThat(StudyName.isValid(name)).isFalse();
        assertThatExceptionOfType(StudyFileException.class)
                .isThrownBy(() -> StudyName.check(name))
                .withMessage(RULE + problem);
    }
}
