package io.trialog.internal.run;

import io.trialog.internal.project.HydraComposition;
import io.trialog.internal.protocol.command.HydraRun;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Nearest;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.spi.Check;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Compares the parameters of a study with the configuration that Hydra composes, before a trial fails of it: once per combination of
 * group choices.
 */
public final class HydraCheck {

    private static final int MOST = 20;
    private static final Duration TIMEOUT = Duration.ofSeconds(60);
    private static final String SUBJECT = "Hydra";

    /** A group has a slash, or a package; a key that is added or deleted says so by its first character. */
    private static final Pattern GROUP = Pattern.compile(".*[/@].*");

    private static final Pattern ADDS = Pattern.compile("[+~].*");

    private final SearchSpace space;
    private final Map<String, @Nullable Object> objective;
    private final HydraComposition.@Nullable Program program;

    /**
     * Looks at a program of Hydra.
     *
     * @param space the parameters of the study
     * @param objective the section of the study file
     * @param executor where it runs: lines of shell before it are run here too
     * @param environment the variables that it will find
     */
    public HydraCheck(
            SearchSpace space,
            Map<String, @Nullable Object> objective,
            Map<String, @Nullable Object> executor,
            Map<String, String> environment) {
        this.space = space;
        this.objective = objective;
        this.program = program(objective, executor, environment);
    }

    /**
     * Returns how the program of a study is asked for its configuration.
     *
     * @param objective the section of the study file
     * @param executor where it runs: lines of shell before it are run here too
     * @param environment the variables that it will find
     * @return the question, or {@code null} for a program that is none of Hydra's, or whose words have macros
     */
    public static HydraComposition.@Nullable Program program(
            Map<String, @Nullable Object> objective,
            Map<String, @Nullable Object> executor,
            Map<String, String> environment) {
        boolean isHydra = objective.get(HydraRun.SECTION) instanceof Map<?, ?> hydra
                && hydra.containsKey(HydraRun.RUN_DIR)
                && "hydra".equals(objective.get("parameters"));
        List<String> command = texts(objective.get("command"));
        String workdir = String.valueOf(objective.get("workdir"));
        boolean hasMacros = command.stream().anyMatch(word -> word.contains("${")) || workdir.contains("${");
        return !isHydra || hasMacros || command.isEmpty()
                ? null
                : new HydraComposition.Program(
                        command, Path.of(workdir), texts(executor.get("env_setup")), environment, TIMEOUT);
    }

    private static List<String> texts(@Nullable Object list) {
        return list instanceof List<?> elements
                ? elements.stream().map(String::valueOf).toList()
                : List.of();
    }

    /** Returns what was found; nothing for a program that is none of Hydra's, or whose words have macros. */
    public List<Check> look() {
        if (program == null) {
            return List.of();
        }
        HydraComposition.Answer first = HydraComposition.of(program, List.of());
        HydraComposition composed = first.composition();
        return composed == null ? List.of(failed(first, "")) : look(program, composed);
    }

    private static Check failed(HydraComposition.Answer answer, String choice) {
        String which = choice.isEmpty() ? "its configuration" : "its configuration with " + choice;
        return answer.isOfHydra()
                ? Check.bad(SUBJECT, "refuses " + which + ": " + answer.error(), "Maybe a misspelt group or option.")
                : Check.note(
                        SUBJECT,
                        which + " could not be composed here: " + answer.error(),
                        "Whether the parameters fit is not known.");
    }

    private List<Check> look(HydraComposition.Program asked, HydraComposition composed) {
        List<Check> checks = new ArrayList<>();
        boolean isSingle = objective.get(HydraRun.SECTION) instanceof Map<?, ?> hydra
                && Boolean.TRUE.equals(hydra.get(HydraRun.SINGLE));
        if (composed.isMultirun() && !isSingle) {
            checks.add(Check.bad(
                    SUBJECT,
                    "its configuration says hydra.mode=MULTIRUN, but a trial is one run",
                    "Maybe --set objective.hydra." + HydraRun.SINGLE + "=true."));
        }
        List<Map<String, @Nullable Object>> choices = choices(composed);
        if (choices.size() > MOST) {
            checks.add(Check.note(
                    SUBJECT,
                    "of " + choices.size() + " combinations of groups the first " + MOST + " were composed",
                    "A key that others lack shows in their trials."));
        }
        Set<String> told = new LinkedHashSet<>();
        for (Map<String, @Nullable Object> choice : choices.subList(0, Math.min(MOST, choices.size()))) {
            look(asked, choice, composed, told, checks);
        }
        if (checks.isEmpty()) {
            checks.add(Check.ok(SUBJECT, "its configuration has every parameter"));
        }
        return checks;
    }

    private void look(
            HydraComposition.Program asked,
            Map<String, @Nullable Object> choice,
            HydraComposition standard,
            Set<String> told,
            List<Check> checks) {
        List<String> overrides = new ArrayList<>();
        choice.forEach((group, option) -> overrides.add(group + "=" + option));
        HydraComposition.Answer answer = choice.isEmpty()
                ? new HydraComposition.Answer(standard, "", false)
                : HydraComposition.of(asked, overrides);
        HydraComposition composed = answer.composition();
        if (composed == null) {
            checks.add(failed(answer, String.join(" ", overrides)));
            return;
        }
        for (Parameter parameter : space.parameters()) {
            String name = parameter.name();
            boolean isKey = !choice.containsKey(name)
                    && !GROUP.matcher(name).matches()
                    && !ADDS.matcher(name).matches();
            if (isKey && isActive(parameter, choice) && !composed.has(name) && told.add(name)) {
                checks.add(missing(name, composed, overrides));
            }
        }
    }

    /** Whether a parameter may be there with these options; a condition on something else may hold. */
    private static boolean isActive(Parameter parameter, Map<String, @Nullable Object> choice) {
        return parameter.when() == null
                || parameter.when().parents().entrySet().stream()
                        .allMatch(parent -> !choice.containsKey(parent.getKey())
                                || parent.getValue().contains(choice.get(parent.getKey())));
    }

    private static Check missing(String name, HydraComposition composed, List<String> overrides) {
        String last = "." + name.substring(name.lastIndexOf('.') + 1);
        String nearest = composed.keys().keySet().stream()
                .filter(key -> key.endsWith(last))
                .findFirst()
                .orElse(Nearest.of(name, composed.keys().keySet()));
        String with = overrides.isEmpty() ? "" : " with " + String.join(" ", overrides);
        return Check.bad(
                SUBJECT,
                "its configuration" + with + " has no key '" + name + "'",
                "Maybe " + (nearest == null ? "" : "'" + nearest + "', or ") + "write '+" + name + "' to add it.");
    }

    /** The combinations of options of groups that trials have; one without any where no parameter is a group. */
    private List<Map<String, @Nullable Object>> choices(HydraComposition composed) {
        List<Map<String, @Nullable Object>> choices = new ArrayList<>(List.of(Map.of()));
        Set<String> seen = new LinkedHashSet<>();
        for (Parameter parameter : space.parameters()) {
            String name = parameter.name();
            boolean isGroup = composed.groups().containsKey(name) || name.contains("/");
            if (isGroup && seen.add(name) && parameter.distribution() instanceof CategoricalDistribution options) {
                List<Map<String, @Nullable Object>> more = new ArrayList<>();
                for (Map<String, @Nullable Object> choice : choices) {
                    for (Object option : options.choices()) {
                        Map<String, @Nullable Object> longer = new LinkedHashMap<>(choice);
                        longer.put(name, option);
                        more.add(longer);
                    }
                }
                choices = more.size() > 4 * MOST ? more.subList(0, 4 * MOST) : more;
            }
        }
        return choices;
    }
}
