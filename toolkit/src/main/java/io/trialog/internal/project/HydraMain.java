package io.trialog.internal.project;

import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What the decorator of a Hydra program says.
 *
 * @param configPath where its configurations are, relative to the program; {@code null} if it names none
 * @param configName the name of its primary configuration, or {@code null}
 */
public record HydraMain(
        @Nullable String configPath, @Nullable String configName) {

    private static final Pattern DECORATOR =
            Pattern.compile("(?m)^\\s*@(?:hydra\\.)?main\\s*\\(((?:[^()]|\\([^()]*\\))*)\\)");
    private static final Pattern IMPORT = Pattern.compile("(?m)^\\s*(?:import\\s+hydra\\b|from\\s+hydra\\s+import\\b)");
    private static final Pattern PATH = Pattern.compile("config_path\\s*=\\s*r?(['\"])(.*?)\\1");
    private static final Pattern NAME = Pattern.compile("config_name\\s*=\\s*r?(['\"])(.*?)\\1");

    /** Reads the decorator of a Python file; {@code null} if it is no program of Hydra. */
    public static @Nullable HydraMain of(Path script) {
        return ofText(ProjectFiles.text(script));
    }

    static @Nullable HydraMain ofText(String text) {
        Matcher decorator = DECORATOR.matcher(text);
        if (!IMPORT.matcher(text).find() || !decorator.find()) {
            return null;
        }
        String arguments = decorator.group(1);
        String name = group(NAME, arguments);
        return new HydraMain(group(PATH, arguments), name == null ? null : name.replaceFirst("\\.yaml$", ""));
    }

    private static @Nullable String group(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? matcher.group(2) : null;
    }

    /** Returns whether the primary configuration asks for several runs ({@code hydra: {mode: MULTIRUN}}), as far as its file says. */
    public boolean isMultirun(Path script) {
        Path directory = directory(script);
        return directory != null
                && configName != null
                && asksForSeveral(ProjectFiles.text(directory.resolve(configName + ".yaml")));
    }

    private static boolean asksForSeveral(String yaml) {
        boolean isHydra = false;
        for (String line : yaml.lines().toList()) {
            boolean isTop = !line.isBlank() && !Character.isWhitespace(line.charAt(0));
            isHydra = isTop ? line.startsWith("hydra:") : isHydra;
            if (isHydra && line.strip().matches("(?:hydra:\\s*\\{\\s*)?mode:\\s*MULTIRUN\\b.*")) {
                return true;
            }
        }
        return false;
    }

    /** Returns the directory of the configurations; {@code null} if they are not in one beside the program. */
    public @Nullable Path directory(Path script) {
        Path beside = script.toAbsolutePath().normalize().getParent();
        String path = configPath;
        return beside == null || path == null || path.contains("://")
                ? null
                : beside.resolve(path).normalize();
    }
}
