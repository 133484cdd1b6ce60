package io.trialog.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The blocks of code of a page below {@code toolkit/docs}. */
public final class MarkdownBlocks {

    private MarkdownBlocks() {}

    /** Returns the blocks of one language, in their order. */
    public static List<String> of(String page, String language) throws IOException {
        Matcher matcher =
                Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```").matcher(text(page));
        List<String> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(matcher.group(1));
        }
        return blocks;
    }

    private static String text(String page) throws IOException {
        return Files.readString(Path.of("docs", page));
    }
}
