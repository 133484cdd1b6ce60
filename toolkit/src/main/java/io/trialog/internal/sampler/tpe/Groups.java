package io.trialog.internal.sampler.tpe;

import io.trialog.space.Distribution;
import io.trialog.trial.Shape;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that occur in the same trials, group by group. Two parameters stand in one group if at most one in twenty of the
 * trials that have either lacks the other: a few odd trials break a group only for a while. The order in which trials are added
 * has no influence. Not safe for use by several threads.
 */
final class Groups {

    /** One in so many trials may have only one of two parameters of a group. */
    private static final int ODD = 20;

    private final Map<Shape, Seen> shapes = new LinkedHashMap<>();
    private @Nullable Shape last;
    private Seen lastSeen = new Seen();
    private @Nullable List<NavigableMap<String, Distribution>> groups;

    /** How many trials have a shape, and the highest of them. */
    private static final class Seen {
        private int count;
        private int newest = -1;
    }

    @SuppressWarnings("ReferenceEquality") // equal shapes of one history are the same instance
    void add(int number, Shape shape) {
        if (shape != last) {
            last = shape;
            lastSeen = shapes.computeIfAbsent(shape, key -> new Seen());
        }
        lastSeen.count++;
        lastSeen.newest = Math.max(lastSeen.newest, number);
        groups = null;
    }

    /** The groups, single-valued parameters left out; each sorted by name, and they by their first name. */
    List<NavigableMap<String, Distribution>> all() {
        List<NavigableMap<String, Distribution>> known = groups;
        if (known == null) {
            known = grouped(newest());
            groups = known;
        }
        return known;
    }

    /** The distribution of each parameter in the newest trial that has it. */
    private NavigableMap<String, Distribution> newest() {
        NavigableMap<String, Distribution> newest = new TreeMap<>();
        Map<String, Integer> from = new LinkedHashMap<>();
        shapes.forEach((shape, seen) -> {
            for (int i = 0; i < shape.size(); i++) {
                String name = shape.names().get(i);
                if (seen.newest > from.getOrDefault(name, -1)) {
                    from.put(name, seen.newest);
                    newest.put(name, shape.distributions().get(i));
                }
            }
        });
        newest.values().removeIf(Distribution::isSingle);
        return newest;
    }

    private List<NavigableMap<String, Distribution>> grouped(NavigableMap<String, Distribution> parameters) {
        if (shapes.size() == 1) {
            return List.of(parameters);
        }
        List<String> names = new ArrayList<>(parameters.keySet());
        int[][] together = together(names);
        List<List<Integer>> members = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            fitting(members, i, together).add(i);
        }
        List<NavigableMap<String, Distribution>> all = new ArrayList<>();
        for (List<Integer> group : members) {
            NavigableMap<String, Distribution> map = new TreeMap<>();
            group.forEach(i -> map.put(names.get(i), parameters.get(names.get(i))));
            all.add(map);
        }
        return all;
    }

    /** The first group all of whose members belong to a parameter; a new one if there is none. */
    private static List<Integer> fitting(List<List<Integer>> members, int parameter, int[][] together) {
        for (List<Integer> group : members) {
            if (group.stream().allMatch(other -> belong(parameter, other, together))) {
                return group;
            }
        }
        List<Integer> fresh = new ArrayList<>();
        members.add(fresh);
        return fresh;
    }

    private static boolean belong(int a, int b, int[][] together) {
        int either = together[a][a] + together[b][b] - together[a][b];
        return (long) (either - together[a][b]) * ODD <= either;
    }

    /** In how many trials each pair of parameters occurs; a parameter with itself: in how many it occurs. */
    private int[][] together(List<String> names) {
        int[][] counts = new int[names.size()][names.size()];
        shapes.forEach((shape, seen) -> {
            int[] present = names.stream()
                    .mapToInt(name -> shape.indexOf(name) < 0 ? 0 : seen.count)
                    .toArray();
            for (int a = 0; a < present.length; a++) {
                for (int b = 0; present[a] > 0 && b < present.length; b++) {
                    counts[a][b] += present[b];
                }
            }
        });
        return counts;
    }

    void clear() {
        shapes.clear();
        last = null;
        groups = null;
    }
}
