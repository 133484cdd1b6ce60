package io.trialog.config;

import java.util.ArrayList;
import java.util.List;

/** Collects what the reader decided and the user should know, each with its place. */
final class Notes {

    private final List<String> notes = new ArrayList<>();

    void add(String place, String note) {
        String line = place + ": " + note;
        if (!notes.contains(line)) {
            notes.add(line);
        }
    }

    List<String> list() {
        return List.copyOf(notes);
    }
}
