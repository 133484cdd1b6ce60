package io.trialog.internal.executor;

import io.trialog.exception.TrialogException;
import io.trialog.internal.platform.PlugIns;
import io.trialog.spi.ControllerJobs;
import io.trialog.spi.ExecutorChecks;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.ExecutorTraits;
import io.trialog.trial.Attempt;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The types of executors that there are, in the order of their service lines. */
public final class ExecutorCatalogue {

    /** How a study file leaves the choice to Trialog. */
    public static final String AUTO = "auto";

    /** The type of a study that names none. */
    public static final String STANDARD = "local";

    private static final String TYPE = "type";

    /** Of a type that is not here, or not chosen yet: it may have run on a cluster, more can't be said. */
    private static final ExecutorTraits UNKNOWN = new ExecutorTraits(true, false, false, false);

    private static @Nullable ExecutorCatalogue installed;

    private final Map<String, ExecutorProvider> providers;

    private ExecutorCatalogue(Map<String, ExecutorProvider> providers) {
        this.providers = providers;
    }

    /** The executors of this Trialog and its plug-ins, which are settled by the first call. */
    public static synchronized ExecutorCatalogue installed() {
        ExecutorCatalogue known = installed;
        if (known == null) {
            known = new ExecutorCatalogue(PlugIns.byName(ExecutorProvider.class, provider -> List.of(provider.type())));
            installed = known;
        }
        return known;
    }

    /** The type that the executor section of a study names, or the one that stands for none. */
    public static String type(Map<String, @Nullable Object> section) {
        return String.valueOf(section.getOrDefault(TYPE, STANDARD));
    }

    /** All providers. */
    public Collection<ExecutorProvider> all() {
        return List.copyOf(providers.values());
    }

    /**
     * The provider of a type.
     *
     * @throws TrialogException if there is none
     */
    public ExecutorProvider get(String type) {
        ExecutorProvider provider = providers.get(type);
        if (provider == null) {
            throw new TrialogException("This version knows no executor '" + type + "'.");
        }
        return provider;
    }

    /** The provider of a type, or {@code null} if it is not here. */
    public @Nullable ExecutorProvider find(String type) {
        return providers.get(type);
    }

    /** The traits of a type, also of one that is not here: logs come from elsewhere. */
    public ExecutorTraits traits(String type) {
        ExecutorProvider provider = providers.get(type);
        return provider == null ? UNKNOWN : provider.traits();
    }

    /** The traits of the executor that a study's section names. */
    public ExecutorTraits traits(Map<String, @Nullable Object> section) {
        return traits(type(section));
    }

    /** The same section with {@code type}. */
    public static Map<String, @Nullable Object> withType(Map<String, @Nullable Object> section, String type) {
        Map<String, @Nullable Object> other = new LinkedHashMap<>(section);
        other.put(TYPE, type);
        return other;
    }

    /** Whether an attempt is a job of its own at the scheduler of a cluster, which knows it by its native id. */
    public boolean hasJobId(Attempt attempt) {
        return traits(attempt.executor()).hasJobIds();
    }

    /**
     * What looks at the cluster of a type; for a type without one, at that of the scheduler that is here, else of the first.
     *
     * @throws TrialogException if none has
     */
    public ExecutorChecks checks(String type, ExecutorEnvironment environment, Map<String, @Nullable Object> section) {
        return candidates(type, environment)
                .map(provider -> provider.checks(environment, section))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new TrialogException("No executor here knows a cluster."));
    }

    /** The provider of a type, that of the scheduler that is here, and all others. */
    private Stream<ExecutorProvider> candidates(String type, ExecutorEnvironment environment) {
        return Stream.concat(
                Stream.of(type, scheduler(environment).type())
                        .map(providers::get)
                        .filter(Objects::nonNull),
                providers.values().stream());
    }

    /** Whether a scheduler says for sure that a job of a cluster is over. */
    public boolean isOver(Map<String, String> environment, String cluster, String job) {
        return providers.values().stream()
                .map(provider -> provider.controllers(environment))
                .filter(Objects::nonNull)
                .anyMatch(jobs -> jobs.isOver(cluster, job));
    }

    /**
     * Which scheduler of a cluster can be asked from a process. Starts nothing and asks no scheduler; of several, the first in
     * the order of the service lines counts.
     */
    public SchedulerHere scheduler(ExecutorEnvironment environment) {
        StringJoiner refusals = new StringJoiner(", ");
        Set<String> told = new HashSet<>();
        for (ExecutorProvider provider : providers.values()) {
            ExecutorChecks checks = provider.checks(environment, Map.of());
            if (checks == null) {
                continue;
            }
            if (checks.isHere()) {
                return new SchedulerHere(provider.type(), checks.evidence());
            }
            if (!checks.evidence().isEmpty() && told.add(checks.evidence())) {
                refusals.add(checks.evidence());
            }
        }
        return new SchedulerHere("", refusals.toString());
    }

    /**
     * What submits controllers as jobs of the scheduler that runs the trials: that of a type; for a type without a scheduler, that
     * of the scheduler that is here, else the first executor's that can.
     *
     * @throws TrialogException if none can
     */
    public ControllerJobs controllers(String type, Map<String, String> environment) {
        ExecutorEnvironment here = new ExecutorEnvironment(environment, false, false);
        return candidates(type, here)
                .map(provider -> provider.controllers(environment))
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow(() -> new TrialogException("No executor here can run a controller as a job."));
    }
}
