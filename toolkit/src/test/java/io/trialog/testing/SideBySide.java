package io.trialog.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Parts of a test that mostly wait, several at a time. */
public final class SideBySide {

    private SideBySide() {}

    /** Runs all parts to their ends; fails with the names of those that failed, and why. */
    public static void run(int atATime, Map<String, Callable<?>> parts) throws InterruptedException {
        ExecutorService threads = Executors.newFixedThreadPool(atATime);
        try {
            Map<String, Future<?>> running = new LinkedHashMap<>();
            parts.forEach((name, part) -> running.put(name, threads.submit(part)));
            List<String> failures = new ArrayList<>();
            for (Map.Entry<String, Future<?>> part : running.entrySet()) {
                try {
                    part.getValue().get();
                } catch (ExecutionException e) {
                    failures.add(part.getKey() + ": " + e.getCause());
                }
            }
            assertThat(failures).isEmpty();
        } finally {
            threads.shutdownNow();
        }
    }
}
