package io.trialog.internal.executor.cluster;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the executor section of a study file says about the nodes of a cluster. */
public final class Nodes {

    /** A list: nodes that jobs must not run on. */
    private static final String EXCLUDE = "exclude";

    private Nodes() {}

    /** The same request, kept away from further nodes. */
    public static Map<String, @Nullable Object> without(
            Collection<String> nodes, Map<String, @Nullable Object> resources) {
        if (nodes.isEmpty()) {
            return resources;
        }
        List<String> all = new ArrayList<>(excluded(resources));
        nodes.stream().filter(node -> !all.contains(node)).forEach(all::add);
        Map<String, @Nullable Object> more = new LinkedHashMap<>(resources);
        more.put(EXCLUDE, List.copyOf(all));
        return more;
    }

    /** What a request is kept away from: names, or lists of names as the scheduler writes them. */
    public static List<String> excluded(Map<String, @Nullable Object> resources) {
        return resources.get(EXCLUDE) instanceof List<?> list
                ? list.stream().map(String::valueOf).toList()
                : List.of();
    }
}
