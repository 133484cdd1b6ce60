package io.trialog.internal.executor.pbs;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.executor.cluster.PlaceDirectory;
import io.trialog.internal.executor.cluster.SchedulerCommands;
import io.trialog.internal.platform.ThisJvm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the server of PBS says about jobs. The ids of the user's jobs come from {@code qselect}, since {@code qstat} shows those of
 * everybody otherwise, and one {@code qstat} tells all about them. A job that is over is asked about until its end is known: the
 * first word counts, since the elements of an array may show that of the whole array later. Safe for use by several threads.
 */
final class PbsQueue {

    private static final int REMEMBERED = 5_000;
    private static final Pattern ID = Pattern.compile("\\d{1,18}(\\[\\d*\\])?(\\.[A-Za-z0-9_.-]+)?");
    private static final List<String> GONE = List.of("Unknown Job Id", "Job has finished", "Unknown Job Identifier");

    /** What {@code qdel} and {@code qsig} complain about when there is nothing left to end. */
    private static final List<String> OVER = List.of(
            "Unknown Job Id",
            "Job has finished",
            "Request invalid for state of job",
            "Request invalid for finished array");

    private final SchedulerCommands commands;
    private final String user;

    /** The jobs whose ends are not known yet; those of arrays by the array. */
    private final Set<String> open = new LinkedHashSet<>();

    private final Map<String, PbsJob> ended = new LinkedHashMap<>();

    PbsQueue(SchedulerCommands commands, Map<String, String> environment) {
        this.commands = commands;
        this.user = environment.getOrDefault("USER", ThisJvm.user());
    }

    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    /** The server does not know a job, or no longer. */
    static boolean isUnknown(CommandRunner.Answer answer) {
        return !answer.isOk() && GONE.stream().anyMatch(answer.errors()::contains);
    }

    synchronized void submitted(String id) {
        open.add(id);
    }

    /** Returns the jobs of the user that live, and those that ended since they were seen, with the first word of their ends. */
    synchronized Map<String, PbsJob> jobs() throws IOException {
        open.addAll(select(List.of("qselect", "-u", user)));
        Map<String, PbsJob> jobs = open.isEmpty() ? Map.of() : of(open);
        Map<String, PbsJob> known = new LinkedHashMap<>(ended);
        Set<String> living = new LinkedHashSet<>();
        jobs.forEach((id, job) -> {
            PbsJob first = ended.get(id);
            known.put(id, first == null ? job : first);
            if (!job.row().state().isFinal()) {
                living.add(array(id));
            } else if (first == null) {
                ended.put(id, job);
            }
        });
        open.retainAll(living); // what the server has forgotten is not asked for again
        forget();
        return known;
    }

    private void forget() {
        var oldest = ended.keySet().iterator();
        for (int surplus = ended.size() - REMEMBERED; surplus > 0; surplus--) {
            oldest.next();
            oldest.remove();
        }
    }

    /** Returns all jobs of the user that the server remembers. */
    Map<String, PbsJob> all() throws IOException {
        List<String> ids = select(List.of("qselect", "-x", "-u", user));
        return ids.isEmpty() ? Map.of() : of(ids);
    }

    private List<String> select(List<String> command) throws IOException {
        CommandRunner.Answer answer = commands.run(command);
        if (!answer.isOk()) {
            throw new IOException(commands.trouble("qselect", answer));
        }
        return answer.output().lines().map(String::strip).filter(PbsQueue::isId).toList();
    }

    /** Returns these jobs, and the elements of these arrays; what the server does not know is not in it. */
    Map<String, PbsJob> of(Collection<String> ids) throws IOException {
        CommandRunner.Answer answer = ask(ids);
        if (!answer.isOk() && answer.output().isBlank() && !isUnknown(answer)) {
            throw new IOException(commands.trouble("qstat", answer));
        }
        return QstatJobs.parse(answer.output());
    }

    /** One unknown job makes it fail, but what it prints about the others is complete. */
    CommandRunner.Answer ask(Collection<String> ids) throws IOException {
        List<String> command = new ArrayList<>(List.of("qstat", "-x", "-t", "-f", "-F", "json"));
        command.addAll(ids);
        return commands.run(command);
    }

    /** Cancels jobs; unknown and finished ones are ignored. */
    void cancel(Collection<String> ids) throws IOException {
        List<String> command = new ArrayList<>(List.of("qdel"));
        command.addAll(ids);
        end(command);
    }

    /** Runs a command that ends jobs; each job that is over makes it fail, and complain in a line of its own. */
    void end(List<String> command) throws IOException {
        CommandRunner.Answer answer = commands.run(command);
        boolean isHeard = answer.isOk()
                || !answer.errors().isBlank()
                        && answer.errors()
                                .lines()
                                .filter(line -> !line.isBlank())
                                .allMatch(line -> OVER.stream().anyMatch(line::contains));
        if (!isHeard) {
            throw new IOException("The jobs " + command.subList(1, command.size()) + " can't be cancelled: "
                    + commands.trouble(command.get(0), answer));
        }
    }

    /** Cancels the places that wait in the queue and carry no trial yet; some may wait to be started again with theirs. */
    void cancelPlaces(String tags) throws IOException {
        List<String> free = jobs().values().stream()
                .filter(job -> job.row().state().isWaiting() && job.row().tag().startsWith(tags) && !hasTrial(job))
                .map(job -> job.row().id())
                .toList();
        if (!free.isEmpty()) {
            cancel(free);
        }
    }

    private static boolean hasTrial(PbsJob place) {
        Path directory = Path.of(place.environment()).getParent();
        return directory != null
                && new PlaceDirectory(directory).isDecided(place.row().id());
    }

    /** The attributes of the server. */
    JsonNode server() throws IOException {
        JsonNode servers = QstatJobs.root(answer(List.of("qstat", "-B", "-f", "-F", "json")))
                .path("Server");
        return servers.isEmpty() ? servers : servers.iterator().next();
    }

    /** The queues by name. */
    JsonNode queues() throws IOException {
        return QstatJobs.root(answer(List.of("qstat", "-Q", "-f", "-F", "json")))
                .path("Queue");
    }

    private String answer(List<String> command) throws IOException {
        CommandRunner.Answer answer = commands.run(command);
        if (!answer.isOk()) {
            throw new IOException(commands.trouble(command.get(0), answer));
        }
        return answer.output();
    }

    /** Says whether a queue takes jobs; without a name, the server's default one. */
    String describe(String name) throws IOException {
        String wanted = name.isEmpty() ? server().path("default_queue").asText() : name;
        JsonNode queue = queues().path(wanted);
        if (queue.isMissingNode()) {
            return "there is no queue '" + wanted + "'";
        }
        boolean takes = isOn(queue.path("enabled"));
        boolean runs = isOn(queue.path("started"));
        return "queue '" + wanted + "' " + (takes ? "takes jobs" : "takes no jobs (enabled is False)")
                + (runs ? "" : ", and runs none (started is False)");
    }

    static boolean isOn(JsonNode flag) {
        return flag.asText().equalsIgnoreCase("true");
    }

    private static String array(String id) {
        return PlaceIds.array(id);
    }
}
