package io.trialog.internal.option;

import io.trialog.study.Settings;
import org.jspecify.annotations.Nullable;

/** Settings in which everything is said about sampler and pruner, so that a newer Trialog changes nothing by itself. */
public final class ResolvedSettings {

    private ResolvedSettings() {}

    /**
     * Returns settings with every option of sampler and pruner, and with the numbers of their rules.
     *
     * @param wanted what was asked for
     * @param recorded what the study was recorded with, whose rules hold on; {@code null} in a new study
     * @return the settings
     * @throws IllegalArgumentException if an option can't be used
     */
    public static Settings of(Settings wanted, @Nullable Settings recorded) {
        return wanted.withSampler(SamplerCatalogue.catalogue()
                        .resolved(wanted.sampler(), recorded == null ? null : recorded.sampler()))
                .withPruner(PrunerCatalogue.catalogue()
                        .resolved(wanted.pruner(), recorded == null ? null : recorded.pruner()));
    }
}
