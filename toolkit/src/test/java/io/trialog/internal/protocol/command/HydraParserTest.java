package io.trialog.internal.protocol.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.json.JsonText;
import io.trialog.testing.Python;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random values come back unchanged from the parser of the real Hydra, and from OmegaConf. */
@Tag("processes")
class HydraParserTest {

    private static final long SEED = 20261130;
    private static final int COUNT = Boolean.getBoolean("trialog.full") ? 20_000 : 2_000;
    private static final String[] PIECES = {
        "a", "Z", "_", "7", "0", "-", ".", " ", "\t", "\n", "'", "\"", "\\", "\\\\", "${", "$", "{", "}", "[", "]", "(",
        ")", ",", "=", ":", ";", "#", "!", "&", "~", "@", "/", "?", "%", "*", "|", "<", "ü", "日", "null", "True", "1e5",
        "inf", "${a}", "\\${", "''", "+"
    };

    @TempDir
    Path folder;

    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void everyValueComesBackUnchanged() throws Exception {
        Python.assume("hydra");
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < COUNT; i++) {
            Object value = value(0);
            lines.append(JsonText.strict(Arrays.asList("k=" + HydraText.value(value), value)))
                    .append('\n');
        }
        Path file = Files.writeString(folder.resolve("values.jsonl"), lines, StandardCharsets.UTF_8);

        assertThat(Python.output(folder, HydraParserTest.class, "hydra_values.py", file.toString()))
                .as("seed " + SEED)
                .isEqualTo(COUNT + " values\n");
    }

    private @Nullable Object value(int depth) {
        int kind = random.nextInt(depth > 1 ? 8 : 10);
        return switch (kind) {
            case 0 -> random.nextLong();
            case 1 -> Math.scalb(random.nextDouble() - 0.5, random.nextInt(-60, 60));
            case 2 -> random.nextBoolean() ? null : (Object) random.nextBoolean();
            case 8 -> list(depth);
            case 9 -> map(depth);
            default -> text();
        };
    }

    private String text() {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(8);
        for (int i = 0; i < length; i++) {
            text.append(PIECES[random.nextInt(PIECES.length)]);
        }
        return text.toString().contains("???") ? "a" : text.toString(); // ??? means missing, and can't be passed
    }

    private List<@Nullable Object> list(int depth) {
        List<@Nullable Object> list = new ArrayList<>();
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            list.add(value(depth + 1));
        }
        return list;
    }

    private Map<String, @Nullable Object> map(int depth) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        int length = random.nextInt(4);
        for (int i = 0; i < length; i++) {
            map.put("key" + (char) ('a' + i), value(depth + 1));
        }
        return map;
    }
}
