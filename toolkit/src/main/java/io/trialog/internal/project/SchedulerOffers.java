package io.trialog.internal.project;

import io.trialog.internal.executor.cluster.CommandRunner;
import io.trialog.internal.project.ProjectFinding.Weight;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a scheduler offers, in its own words: partitions or queues, and GPUs. */
public final class SchedulerOffers {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final Pattern GPU = Pattern.compile("gpu:(?:([A-Za-z0-9_.-]+):)?(\\d+)");

    private final CommandRunner runner;
    private final String type;

    /**
     * Asks a scheduler.
     *
     * @param type {@code slurm} or {@code pbs}; of another one nothing is known
     * @param environment the variables of this process
     */
    public SchedulerOffers(String type, Map<String, String> environment) {
        this.runner = new CommandRunner(environment);
        this.type = type;
    }

    /** Returns the partition or queue that jobs go to by default, with all of them as candidates. */
    public ProjectFinding partition() {
        boolean isSlurm = type.equals("slurm");
        List<String> lines = lines(isSlurm ? List.of("sinfo", "-h", "-o", "%P") : List.of("qstat", "-Q"));
        Set<String> names = new LinkedHashSet<>();
        String standard = null;
        for (String line : isSlurm ? lines : lines.subList(Math.min(2, lines.size()), lines.size())) {
            String name = line.strip().split("\\s+", -1)[0];
            if (name.endsWith("*")) {
                name = name.substring(0, name.length() - 1);
                standard = name;
            }
            if (!name.isEmpty()) {
                names.add(name);
            }
        }
        String only = standard == null && names.size() == 1 ? names.iterator().next() : standard;
        String all = String.join(", ", names);
        return names.isEmpty()
                ? ProjectFinding.none("The scheduler named no partition.")
                : new ProjectFinding(
                        only,
                        "The scheduler has " + all
                                + (standard == null ? "." : "; jobs go to " + standard + " by default."),
                        only == null ? Weight.NONE : Weight.HIGH,
                        new ArrayList<>(names));
    }

    /** Returns the kinds of GPUs, each as a job asks for one of it. */
    public ProjectFinding gpus() {
        Set<String> kinds = new LinkedHashSet<>();
        if (type.equals("slurm")) {
            for (String line : lines(List.of("sinfo", "-h", "-o", "%G"))) {
                Matcher gpu = GPU.matcher(line);
                while (gpu.find()) {
                    kinds.add(gpu.group(1) == null ? "1" : gpu.group(1) + ":1");
                }
            }
        }
        return kinds.isEmpty()
                ? ProjectFinding.none("The scheduler named no GPU.")
                : new ProjectFinding(
                        null,
                        "The scheduler has " + String.join(", ", kinds) + "; a trial gets one only if you say so.",
                        Weight.NONE,
                        new ArrayList<>(kinds));
    }

    private List<String> lines(List<String> command) {
        try {
            CommandRunner.Answer answer = runner.run(command, null, TIMEOUT);
            return answer.isOk() ? answer.output().lines().toList() : List.of();
        } catch (IOException e) {
            return List.of();
        }
    }
}
