package io.trialog.internal.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.Option;
import io.trialog.spi.TypeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The tables of options in the documentation are those of the catalogue. To write them again, run this test with {@code
 * -Dtrialog.write=true}.
 */
class OptionTableTest {

    private static final Path STUDY_FILE = Path.of("docs/study-file.md");
    private static final Path SAMPLERS = Path.of("docs/samplers.md");
    private static final Path PRUNERS = Path.of("docs/pruners.md");
    private static final String END = "<!-- end of options -->";

    @Test
    void theTableOfSamplersIsThatOfTheCatalogue() throws IOException {
        check(SAMPLERS, "sampler", table(SamplerCatalogue.catalogue()));
    }

    @Test
    void theTableOfPrunersIsThatOfTheCatalogue() throws IOException {
        check(STUDY_FILE, "pruner", table(PrunerCatalogue.catalogue()));
    }

    @Test
    void thePageOfPrunersHasTheOptionsOfEach() throws IOException {
        for (TypeProvider provider : PrunerCatalogue.catalogue().providers()) {
            if (provider.options().isEmpty()) {
                assertThat(Files.readString(PRUNERS)).contains("`" + provider.type() + "`");
            } else {
                check(PRUNERS, "pruner " + provider.type(), table(provider));
            }
        }
    }

    private static void check(Path file, String what, String table) throws IOException {
        String page = Files.readString(file);
        String begin = "<!-- options of " + what + " -->\n";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(END, from);
        assertThat(from).as(begin).isGreaterThanOrEqualTo(begin.length());
        if (Boolean.getBoolean("trialog.write")) {
            Files.writeString(file, page.substring(0, from) + table + page.substring(to));
            return;
        }
        assertThat(page.substring(from, to))
                .as("Run OptionTableTest with -Dtrialog.write=true to write the table again.")
                .isEqualTo(table);
    }

    private static String table(OptionCatalogue<?> catalogue) {
        StringBuilder table =
                new StringBuilder("| type | option | value | default | meaning |\n|---|---|---|---|---|\n");
        for (TypeProvider provider : catalogue.providers()) {
            String type = "`" + provider.type() + "`"
                    + (provider.aliases().isEmpty() ? "" : " (`" + String.join("`, `", provider.aliases()) + "`)");
            if (provider.options().isEmpty()) {
                table.append("| ").append(type).append(" | | | | |\n");
            }
            for (Option option : provider.options()) {
                table.append("| ").append(type).append(" | ").append(cells(option));
                type = "";
            }
        }
        return table.toString();
    }

    private static String table(TypeProvider provider) {
        StringBuilder table = new StringBuilder("| option | value | default | meaning |\n|---|---|---|---|\n");
        provider.options().forEach(option -> table.append("| ").append(cells(option)));
        return table.toString();
    }

    private static String cells(Option option) {
        return "`" + option.name() + "` | " + option.rule() + " | " + defaultText(option) + " | " + option.description()
                + " |\n";
    }

    private static String defaultText(Option option) {
        return option.isRequired()
                ? "required"
                : option.defaultValue() == null ? "" : "`" + option.defaultValue() + "`";
    }
}
