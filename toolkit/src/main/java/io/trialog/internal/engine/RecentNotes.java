package io.trialog.internal.engine;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The last few things that a user should know. Safe for use by several threads. */
final class RecentNotes {

    private static final int KEPT = 3;

    private final Deque<String> last = new ArrayDeque<>();

    synchronized void add(String remark) {
        last.remove(remark);
        last.addLast(remark);
        if (last.size() > KEPT) {
            last.removeFirst();
        }
    }

    synchronized List<String> last() {
        return List.copyOf(last);
    }
}
