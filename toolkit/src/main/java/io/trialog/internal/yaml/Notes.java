package io.trialog.internal.yaml;

import java.util.ArrayList;
import java.util.List;

/** Collects what the reader decided and the user should know, each with its place. */
public final class Notes {

    private final List<String> notes = new ArrayList<>();

    /** Adds a note once, with its place. */
    public void add(String place, String note) {
        String line = place + ": " + note;
        if (!notes.contains(line)) {
            notes.add(line);
        }
    }

    public List<String> list() {
        return List.copyOf(notes);
    }
}
