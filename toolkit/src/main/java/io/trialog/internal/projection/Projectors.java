package io.trialog.internal.projection;

import io.trialog.internal.platform.PlugIns;
import io.trialog.spi.Projector;
import io.trialog.spi.ProjectorContext;
import io.trialog.spi.ProjectorProvider;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Makes the projectors of a study: Trialog's own ones, then those of plug-ins. */
public final class Projectors {

    private Projectors() {}

    /**
     * Makes all projectors that there are.
     *
     * @param problems told of a plug-in's projector that can't be made; the study goes on without it
     */
    public static List<Projector> create(ProjectorContext context, Consumer<String> problems) {
        List<Projector> projectors = new ArrayList<>();
        PlugIns.byName(ProjectorProvider.class, provider -> List.of(provider.type()))
                .values()
                .forEach(provider -> add(provider, context, projectors, problems));
        return projectors;
    }

    @SuppressWarnings("IllegalCatch") // a plug-in never ends a study
    private static void add(
            ProjectorProvider provider,
            ProjectorContext context,
            List<Projector> projectors,
            Consumer<String> problems) {
        if (PlugIns.isOwn(provider)) {
            projectors.add(provider.create(context));
            return;
        }
        try {
            projectors.add(provider.create(context));
        } catch (RuntimeException | LinkageError e) {
            problems.accept("The projector '" + provider.type() + "' can't be made: " + e);
        }
    }
}
