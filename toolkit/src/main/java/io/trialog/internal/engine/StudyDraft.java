package io.trialog.internal.engine;

import io.trialog.study.Durability;
import io.trialog.study.Settings;
import java.util.function.LongFunction;
import org.jspecify.annotations.Nullable;

/**
 * A study as it was described in Java.
 *
 * @param name its name
 * @param durability when an event counts as acknowledged; {@code null} for what holds already, {@code full} in a new study
 * @param seed the seed that was asked for, or {@code null} for any
 * @param namesSampler whether a sampler was named
 * @param namesPruner whether a pruner was named
 * @param settings makes the settings with the seed in force
 */
public record StudyDraft(
        String name,
        @Nullable Durability durability,
        @Nullable Long seed,
        boolean namesSampler,
        boolean namesPruner,
        LongFunction<Settings> settings) {}
