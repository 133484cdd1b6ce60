package io.trialog.internal.option;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.spi.Option;
import io.trialog.spi.TypeProvider;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * The tables of options in {@code docs/study-file.md} are those of the catalogue. To write them again, run this test with
 * {@code -Dtrialog.write=true}.
 */
class OptionTableTest {

    private static final Path PAGE = Path.of("docs/study-file.md");

    @Test
    void theTableOfSamplersIsThatOfTheCatalogue() throws IOException {
        check(Samplers.catalogue());
    }

    @Test
    void theTableOfPrunersIsThatOfTheCatalogue() throws IOException {
        check(Pruners.catalogue());
    }

    private static void check(OptionCatalogue<?> catalogue) throws IOException {
        String page = Files.readString(PAGE);
        String begin = "<!-- options of " + catalogue.section() + " -->\n";
        String end = "<!-- end of options -->";
        int from = page.indexOf(begin) + begin.length();
        int to = page.indexOf(end, from);
        assertThat(from).as(begin).isGreaterThanOrEqualTo(begin.length());
        String table = table(catalogue);
        if (Boolean.getBoolean("trialog.write")) {
            Files.writeString(PAGE, page.substring(0, from) + table + page.substring(to));
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
                table.append("| ").append(type).append(" | `").append(option.name());
                table.append("` | ").append(option.rule()).append(" | ").append(defaultText(option));
                table.append(" | ").append(option.description()).append(" |\n");
                type = "";
            }
        }
        return table.toString();
    }

    private static String defaultText(Option option) {
        return option.isRequired()
                ? "required"
                : option.defaultValue() == null ? "" : "`" + option.defaultValue() + "`";
    }
}
