package io.trialog.cli;

import io.trialog.exception.TrialogException;

/** The command line asks for something that can't be meant. */
final class UsageException extends TrialogException {

    private static final long serialVersionUID = 1L;

    UsageException(String message) {
        super(message);
    }
}
