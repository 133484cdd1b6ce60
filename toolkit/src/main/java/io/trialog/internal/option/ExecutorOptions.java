package io.trialog.internal.option;

import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.Option;
import io.trialog.spi.TypeProvider;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The executors that settings can name. Each type takes what Trialog itself does with trials, and its own options. */
public final class ExecutorOptions {

    /** How many failures in a row stop a study. */
    public static final String MAX_FAILURES = "max_failures";

    /** How often a trial whose program failed runs again by itself. */
    public static final String RETRY_FAILED = "retry_failed";

    /** Variables of trials. */
    public static final String ENV = "env";

    /** Whether the first trial runs alone. */
    public static final String CANARY = "canary";

    /** What the loops that run trials take, whatever runs the jobs. */
    private static final List<Option> OF_EVERY_TYPE = List.of(
            Option.positive("parallel", null, "How many trials run at a time."),
            Option.positive("batch", null, "Start this many trials at once and wait for all of them."),
            Option.duration("time_limit", null, "How long an attempt may take."),
            Option.duration("grace", null, "The time between TERM and KILL. Default: 5s."),
            Option.duration("prune_grace", null, "How long a pruned trial may take to end. Default: 5s."),
            Option.count("retries", null, "New attempts of a trial that was lost. Default: 2."),
            Option.count(
                    RETRY_FAILED, null, "How often a trial whose program failed runs again by itself. Default: 0."),
            Option.duration("poll", null, "How often jobs are looked at. Default: 100ms, 15s at a scheduler."),
            Option.word(
                    "on_interrupt",
                    List.of("retry", "fail", "leave"),
                    null,
                    "What becomes of running trials at an interrupt."),
            Option.word(
                    "on_timeout",
                    List.of("fail", "prune", "retry"),
                    null,
                    "What becomes of a trial that ran out of time. Default: fail."),
            Option.variables(ENV, "Variables that the programs of trials get."),
            Option.flag(CANARY, null, "Run the first trial alone until it has reported or succeeded."),
            Option.positive(MAX_FAILURES, null, "Stop the study after this many consecutive failures."));

    private static final Once<OptionCatalogue<TypeProvider>> CATALOGUE =
            new Once<>(() -> OptionCatalogue.of(types(), "executor", ExecutorCatalogue.STANDARD));

    private ExecutorOptions() {}

    /** Returns the types and their options. */
    public static OptionCatalogue<TypeProvider> catalogue() {
        return CATALOGUE.get();
    }

    /**
     * Returns whether the trials of a study run on other machines than this one, or may do so.
     *
     * @param section the settings of the executor
     * @param environment the variables by which {@code auto} chooses
     */
    public static boolean isOnCluster(Map<String, @Nullable Object> section, Map<String, String> environment) {
        String type = ExecutorCatalogue.type(section);
        if (!type.equals(ExecutorCatalogue.AUTO)) {
            return ExecutorCatalogue.installed().traits(type).onCluster();
        }
        ExecutorEnvironment here = new ExecutorEnvironment(environment, false, false);
        return ExecutorCatalogue.installed().all().stream()
                .anyMatch(provider -> provider.isAutomatic()
                        && provider.traits().onCluster()
                        && provider.detect(here).isSuitable());
    }

    private record Type(String type, List<String> aliases, List<Option> options, UnaryOperator<String> remedies)
            implements TypeProvider {

        @Override
        public String remedy(String option) {
            return remedies.apply(option);
        }
    }

    /** The type that stands for another one takes what each of these takes. */
    private static List<TypeProvider> types() {
        List<TypeProvider> types = new ArrayList<>();
        Map<String, Option> automatic = new LinkedHashMap<>();
        for (ExecutorProvider provider : ExecutorCatalogue.installed().all()) {
            types.add(new Type(provider.type(), provider.aliases(), all(provider.options()), provider::remedy));
            if (provider.isAutomatic()) {
                provider.options().forEach(option -> automatic.putIfAbsent(option.name(), option));
            }
        }
        types.add(new Type(ExecutorCatalogue.AUTO, List.of(), all(automatic.values()), option -> ""));
        return types;
    }

    private static List<Option> all(Collection<Option> own) {
        List<Option> all = new ArrayList<>(OF_EVERY_TYPE);
        all.addAll(own);
        return all;
    }
}
