package io.trialog.event;

/** Receives the events of a log, one after the other, in their order. */
@FunctionalInterface
public interface EventHandler {

    /**
     * Takes one event.
     *
     * @param event the event as it is stored
     * @return whether the reading goes on; {@code false} ends it
     */
    boolean onEvent(StoredEvent event);
}
