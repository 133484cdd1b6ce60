package io.trialog.event;

/**
 * An event as it stands in the log.
 *
 * @param envelope what surrounds it
 * @param event what happened
 * @param line the stored bytes, without a line end; never written anew, not to be modified
 */
public record StoredEvent(Envelope envelope, StudyEvent event, byte[] line) {}
