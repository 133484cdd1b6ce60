package io.trialog.internal.engine;

import io.trialog.internal.run.ExcludedNodes;
import io.trialog.study.StudyView;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A node of a cluster that failed too often under jobs of a study.
 *
 * @param name the node
 * @param failures how often it failed and under which trials, in words
 * @param isExcluded whether the last job was kept away from it
 */
public record FailingNode(String name, String failures, boolean isExcluded) {

    /**
     * Lists the nodes that failed too often, from the log alone.
     *
     * @param view the study
     * @return the nodes
     */
    public static List<FailingNode> of(StudyView view) {
        List<FailingNode> nodes = new ArrayList<>();
        Set<String> excluded = ExcludedNodes.inForce(view);
        ExcludedNodes.failing(view)
                .forEach((name, failures) ->
                        nodes.add(new FailingNode(name, ExcludedNodes.text(failures), excluded.contains(name))));
        return nodes;
    }
}
