package io.trialog.notebook;

import org.jspecify.annotations.Nullable;

/**
 * Where the output of one evaluation of a cell goes. It may be kept: what is sent later, from any thread, still arrives at
 * that cell. Safe for use by several threads.
 */
final class Cell {

    private final Object reply;
    private final KernelClasses classes;

    Cell(Object reply, KernelClasses classes) {
        this.reply = reply;
        this.classes = classes;
    }

    /** Appends something to the output; returns whether it could be sent. */
    boolean show(String id, Bundle bundle) {
        return send("PublishDisplayData", id, bundle);
    }

    /** Replaces what was shown under an id; returns whether it could be sent. */
    boolean update(String id, Bundle bundle) {
        return send("PublishUpdateDisplayData", id, bundle);
    }

    @SuppressWarnings("IllegalCatch") // a kernel that shuts down may throw anything
    private boolean send(String content, String id, Bundle bundle) {
        try {
            Object socket = KernelClasses.call(reply, "getIopub");
            Object context = KernelClasses.call(reply, "getContext");
            Object message = classes.message(context, content, classes.displayData(id, bundle));
            socket.getClass()
                    .getMethod("sendMessage", classes.named("messages.Message"))
                    .invoke(socket, message);
            return true;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        }
    }

    /** Whether both are the same evaluation. */
    boolean isSameAs(@Nullable Cell other) {
        return other != null && reply == other.reply;
    }
}
