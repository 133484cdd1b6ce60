package io.trialog.internal.executor;

import io.trialog.spi.Executor;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * The executors of one study by type, made when they are first needed: a study may go on elsewhere while jobs that were
 * submitted before still run where they are. For use by one thread at a time.
 */
public final class Executors implements AutoCloseable {

    private final Function<String, Executor> factory;
    private final Map<String, Executor> made = new LinkedHashMap<>();

    /** @param factory makes the executor of a type; throws if this machine can't have it, with the reason */
    public Executors(Function<String, Executor> factory) {
        this.factory = factory;
    }

    /** The executor of a type. */
    public Executor get(String type) {
        return made.computeIfAbsent(type, factory);
    }

    /** Lets go of all of them; jobs go on. */
    @Override
    public void close() {
        made.values().forEach(Executor::close);
        made.clear();
    }
}
