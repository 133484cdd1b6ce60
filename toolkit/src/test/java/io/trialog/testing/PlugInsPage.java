package io.trialog.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The examples of {@code docs/plugins.md}. */
public final class PlugInsPage {

    private static final Path PAGE = Path.of("docs/plugins.md");
    private static final Predicate<String> IS_TEST = source -> source.startsWith("package com.example.tests;");

    private PlugInsPage() {}

    /** The providers. */
    public static List<String> sources() throws IOException {
        return blocks("java").stream().filter(IS_TEST.negate()).toList();
    }

    /** The tests that extend a contract. */
    public static List<String> tests() throws IOException {
        return blocks("java").stream().filter(IS_TEST).toList();
    }

    /** The study file that uses the providers. */
    public static String study() throws IOException {
        return blocks("yaml").get(0);
    }

    /** The text of the page. */
    public static String text() throws IOException {
        return Files.readString(PAGE);
    }

    private static List<String> blocks(String language) throws IOException {
        return Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(text())
                .results()
                .map((MatchResult block) -> block.group(1))
                .toList();
    }
}
