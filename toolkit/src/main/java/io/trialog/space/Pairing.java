package io.trialog.space;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parameters that vary together: a trial has the values of one row. Samplers see one categorical parameter over the numbers of
 * the rows; programs see the members. Immutable.
 *
 * @param group the name of the group, which is no parameter
 * @param members the names of the parameters
 * @param rows the values, one list per row, at the positions of the members; no two rows are equal
 */
public record Pairing(String group, List<String> members, List<List<@Nullable Object>> rows) {

    /**
     * Checks and copies the parts.
     *
     * @param group the name of the group, which is no parameter
     * @param members the names of the parameters
     * @param rows the values, one list per row, at the positions of the members
     * @throws IllegalArgumentException if there is no member or no row, if a row has not one value per member, or equals another
     */
    public Pairing {
        members = List.copyOf(members);
        Checks.require(!members.isEmpty(), "The group '%s' of paired parameters must have a member.", group);
        Checks.require(!rows.isEmpty(), "The group '%s' of paired parameters must have a row.", group);
        Set<List<@Nullable Object>> copies = new LinkedHashSet<>();
        for (List<@Nullable Object> row : rows) {
            List<@Nullable Object> copy = Collections.unmodifiableList(new ArrayList<>(row));
            Checks.require(
                    copy.size() == members.size(),
                    "A row of the group '%s' must have one value per member, but is %s.",
                    group,
                    copy);
            Checks.require(
                    copies.add(copy), "The rows of the group '%s' must differ, but %s stands twice.", group, copy);
        }
        rows = List.copyOf(copies);
    }

    /**
     * Returns the different values of a member, in the order of the rows.
     *
     * @param member one of the members
     * @return its values
     */
    public List<@Nullable Object> choices(String member) {
        int column = members.indexOf(member);
        Set<@Nullable Object> values = new LinkedHashSet<>();
        rows.forEach(row -> values.add(row.get(column)));
        return new ArrayList<>(values);
    }

    /**
     * Returns the values of a row.
     *
     * @param row its number, from 0
     * @return the value of each member
     */
    public Map<String, @Nullable Object> values(int row) {
        Map<String, @Nullable Object> values = new LinkedHashMap<>();
        for (int column = 0; column < members.size(); column++) {
            values.put(members.get(column), rows.get(row).get(column));
        }
        return values;
    }

    /**
     * Returns the rows that have the values which are given for members; all of them if none is given.
     *
     * @param given values by name; other names than those of members do not matter
     * @return the numbers of the rows, from 0, ascending
     */
    public List<Integer> rowsWith(Map<String, ? extends @Nullable Object> given) {
        List<Integer> found = new ArrayList<>();
        for (int row = 0; row < rows.size(); row++) {
            List<@Nullable Object> values = rows.get(row);
            boolean fits = true;
            for (int column = 0; column < members.size() && fits; column++) {
                String member = members.get(column);
                fits = !given.containsKey(member) || Objects.equals(given.get(member), values.get(column));
            }
            if (fits) {
                found.add(row);
            }
        }
        return found;
    }

    /**
     * Returns the row that a trial has.
     *
     * @param params the parameters of the trial
     * @return the number of the row, from 0; -1 if the trial lacks a member, or has values that stand in no row
     */
    public int rowOf(Map<String, ? extends @Nullable Object> params) {
        List<Integer> found = params.keySet().containsAll(members) ? rowsWith(params) : List.of();
        return found.isEmpty() ? -1 : found.get(0);
    }

    /**
     * Returns values of which those of the members are a row: what is left out follows from what is given.
     *
     * @param given values by name, in the form of the rows
     * @return the same values, and those of the other members of the row; the same map if no member is given
     * @throws IllegalArgumentException if no row, or more than one, has the given values
     */
    public Map<String, @Nullable Object> completed(Map<String, @Nullable Object> given) {
        if (members.stream().noneMatch(given::containsKey)) {
            return given;
        }
        List<Integer> found = rowsWith(given);
        if (found.size() != 1) {
            throw new IllegalArgumentException(refusal(given, found));
        }
        Map<String, @Nullable Object> all = new LinkedHashMap<>(given);
        all.putAll(values(found.get(0)));
        return all;
    }

    private String refusal(Map<String, @Nullable Object> given, List<Integer> found) {
        String named = members.stream()
                .filter(given::containsKey)
                .map(member -> member + "=" + given.get(member))
                .collect(Collectors.joining(", "));
        if (found.isEmpty()) {
            return "The values of paired parameters must stand in one row of the group '" + group + "', but " + named
                    + " stand in none.\nMaybe " + text(0) + ".";
        }
        String others =
                members.stream().filter(member -> !given.containsKey(member)).collect(Collectors.joining(", "));
        return "The values of paired parameters must tell the row of the group '" + group + "', but " + named + " fits "
                + found.size() + " rows.\nMaybe name " + others + " too.";
    }

    private String text(int row) {
        return values(row).entrySet().stream()
                .map(entry -> entry.getKey() + "=" + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
