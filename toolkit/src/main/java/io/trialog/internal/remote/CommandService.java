package io.trialog.internal.remote;

import io.trialog.exception.JournalException;
import io.trialog.exception.TrialogException;
import io.trialog.internal.engine.StudyEngine;
import io.trialog.internal.engine.StudyTrust;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Looks into {@code commands/} of an open study and carries out what other processes ask for, on a thread of its own. */
public final class CommandService implements StudyEngine.Service {

    private static final long PERIOD_MILLIS = 200;
    private static final Duration BETWEEN_TIDYING = Duration.ofMinutes(1);

    private final CommandInbox inbox;
    private final StudyCommands commands;
    private final Set<String> receivedBefore;
    private final Map<String, Map<String, ?>> unanswered = new HashMap<>();
    private final InstantSource clock;
    private @Nullable ScheduledFuture<?> looking;
    private Instant tidied = Instant.EPOCH;
    private final ScheduledThreadPoolExecutor thread = new ScheduledThreadPoolExecutor(1, task -> {
        Thread worker = new Thread(task, "trialog-commands");
        worker.setDaemon(true);
        return worker;
    });

    /**
     * Carries out nothing yet.
     *
     * @param receivedBefore the commands that stand in the log already: an earlier controller took them and ended before
     *     it answered, so that they must not be carried out again
     */
    private CommandService(
            CommandInbox inbox, StudyCommands commands, Set<String> receivedBefore, InstantSource clock) {
        this.inbox = inbox;
        this.clock = clock;
        this.commands = commands;
        this.receivedBefore = new HashSet<>(receivedBefore);
    }

    /**
     * Answers the requests of other processes until the study is closed. Without effect on one that is answered for already,
     * and on one in memory.
     *
     * @param study its settings are those that were asked for: a study whose opening is refused carries out nothing
     */
    public static void serve(StudyEngine study) {
        Path directory = study.directory();
        if (directory != null) {
            study.serve(() -> {
                CommandInbox inbox = new CommandInbox(
                        directory, () -> StudyTrust.isListed(directory), note -> study.tell(List.of(note)));
                CommandService service =
                        new CommandService(inbox, new StudyCommands(study), study.receivedCommands(), study.clock());
                service.start();
                return service;
            });
        }
    }

    private void start() {
        looking = thread.scheduleWithFixedDelay(this::look, 0, PERIOD_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void look() {
        try {
            List<CommandInbox.Command> pending = inbox.pending();
            pending.forEach(this::answerOne);
            tidy();
        } catch (TrialogException e) {
            // an unreadable directory or a journal that is closing: the sender waits and learns it by its own time-out
            return;
        }
    }

    /** Whatever is wrong with one command, those behind it are carried out. */
    private void answerOne(CommandInbox.Command command) {
        Map<String, ?> answer = unanswered.get(command.id());
        if (answer == null) {
            answer = carriedOut(command);
            unanswered.put(command.id(), answer);
        }
        try {
            inbox.answer(command.id(), answer);
            unanswered.remove(command.id());
        } catch (JournalException e) {
            return; // something else has its place, or the disk is full: it is carried out once, and answered later
        }
    }

    @SuppressWarnings("IllegalCatch") // it is told to whoever asked
    private Map<String, ?> carriedOut(CommandInbox.Command command) {
        try {
            return answer(command);
        } catch (JournalException e) {
            throw e; // the log takes nothing any more: the next controller carries it out
        } catch (RuntimeException | StackOverflowError e) {
            return Map.of("error", "The command could not be carried out: " + e);
        }
    }

    private void tidy() {
        Instant now = clock.instant();
        if (now.isAfter(tidied.plus(BETWEEN_TIDYING))) {
            tidied = now;
            inbox.tidy(now);
        }
    }

    private Map<String, ?> answer(CommandInbox.Command command) {
        if (!command.problem().isEmpty()) {
            return Map.of("error", command.problem());
        }
        if (receivedBefore.contains(command.id())) {
            return Map.of(
                    "error",
                    "An earlier controller received this command and ended before it answered."
                            + "\nMaybe look at the log, and ask again if it had no effect.");
        }
        return commands.execute(command.id(), command.kind(), command.arguments());
    }

    @Override
    public void close() {
        if (looking != null) {
            looking.cancel(false);
        }
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
