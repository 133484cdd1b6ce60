package io.trialog.internal.engine;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** Passes on what a user should know while a study runs. Safe for use by several threads. */
final class NoteListeners {

    private final List<Consumer<String>> listeners = new CopyOnWriteArrayList<>();

    void add(Consumer<String> listener) {
        listeners.add(listener);
    }

    void tell(String notice) {
        listeners.forEach(listener -> listener.accept(notice));
    }
}
