package io.trialog.space;

import java.util.AbstractList;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.RandomAccess;
import org.jspecify.annotations.Nullable;

/** Choices that never change and know their places, so that looking one up does not go through all of them. */
final class IndexedChoices extends AbstractList<@Nullable Object> implements RandomAccess {

    private final List<@Nullable Object> choices;
    private final Map<@Nullable Object, Integer> places = new HashMap<>();

    /** @param choices values whose hashes never change */
    IndexedChoices(List<? extends @Nullable Object> choices) {
        this.choices = new ArrayList<>(choices);
        for (int i = 0; i < this.choices.size(); i++) {
            places.putIfAbsent(this.choices.get(i), i);
        }
    }

    @Override
    public @Nullable Object get(int index) {
        return choices.get(index);
    }

    @Override
    public int size() {
        return choices.size();
    }

    @Override
    public int indexOf(@Nullable Object choice) {
        return places.getOrDefault(choice, -1);
    }

    @Override
    public boolean contains(@Nullable Object choice) {
        return places.containsKey(choice);
    }
}
