package io.trialog.internal.engine;

import io.trialog.internal.control.Controller;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The last few things that a user should know. Safe for use by several threads. */
final class RecentNotes {

    private static final int KEPT = 3;

    private final Deque<String> last = new ArrayDeque<>();

    private final Consumer<String> oddities;

    /** Keeps nothing yet; {@code oddities} hears of what is odd about a request. */
    RecentNotes(Consumer<String> oddities) {
        this.oddities = oddities;
    }

    /** Hears of what was too large for the log, and of what the parts of a study notice. */
    void listen(Controller controller, @Nullable DiskParts disk) {
        controller.onNote(this::odd);
        if (disk != null) {
            disk.notices().add(this::add);
            controller.onNote(disk.notices()::tell);
        }
    }

    /** Adds what is odd about a request. */
    void odd(String remark) {
        add(remark);
        oddities.accept(remark);
    }

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
