package io.trialog.internal.yaml;

import java.util.ArrayList;
import java.util.List;

/** Collects what the reader decided and the user should know, and what it objects to, each with its place. */
public final class Notes {

    private final List<String> notes = new ArrayList<>();
    private final List<Objection> objections = new ArrayList<>();

    /** Adds a note once, with its place. */
    public void add(String place, String note) {
        String line = place + ": " + note;
        if (!notes.contains(line)) {
            notes.add(line);
        }
    }

    /**
     * Adds something that new studies and changed files are refused for. What no version could ever run is thrown instead.
     *
     * @param place where it stands
     * @param rule the rule, the name and the value; advice on a line that begins "Maybe"
     */
    public void object(String place, String rule) {
        Objection objection = new Objection(place, rule);
        if (!objections.contains(objection)) {
            objections.add(objection);
        }
    }

    public List<String> list() {
        return List.copyOf(notes);
    }

    /** Returns what new studies and changed files are refused for. */
    public List<Objection> objections() {
        return List.copyOf(objections);
    }
}
