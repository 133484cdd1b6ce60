package io.trialog.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.Python;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The card that README shows: made by a script from what the executed notebook holds. */
@Tag("processes")
class CardPictureTest {

    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Pattern WORD = Pattern.compile("[A-Za-z_]{3,}");

    @TempDir
    Path folder;

    @Test
    void theScriptMakesAPictureOfTheNotebooksCardAndReadmeShowsOneOfTheSameStudy() throws Exception {
        Path made = folder.resolve("card.svg");
        Process script = new ProcessBuilder(
                        Python.interpreter(),
                        ROOT.resolve("toolkit/docs/card.py").toString(),
                        ROOT.resolve("notebooks/00-quickstart.ipynb").toString(),
                        made.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said").toFile())
                .start();
        assertThat(script.waitFor()).as(() -> said(folder.resolve("said"))).isZero();

        String picture = Files.readString(made);
        Markup markup = Markup.of(picture);
        assertThat(markup.text())
                .startsWith("higgs val_auc (maximize) done 50 of 50 trials finished")
                .contains("best, by trial ");
        assertThat(markup.count("svg")).as("the picture and the chart in it").isEqualTo(2);
        assertThat(markup.names()).doesNotContain("img", "script");
        assertThat(picture).hasSizeLessThan(20_000);
        Path shown = ROOT.resolve("toolkit/docs/card.svg");
        assertThat(words(Markup.of(Files.readString(shown)).text()))
                .as("made anew by: python3 toolkit/docs/card.py notebooks/00-quickstart.ipynb toolkit/docs/card.svg")
                .isEqualTo(words(markup.text()));
        assertThat(Files.readString(ROOT.resolve("README.md"))).contains("](toolkit/docs/card.svg)");
    }

    private static Set<String> words(String text) {
        Set<String> words = new TreeSet<>();
        Matcher matcher = WORD.matcher(text);
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    private static String said(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
