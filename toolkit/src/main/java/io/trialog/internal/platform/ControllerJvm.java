package io.trialog.internal.platform;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** How this Trialog is started as a process of its own on another machine: by the same Java from the same jar. */
public final class ControllerJvm {

    private static final String MAIN = "io.trialog.cli.Main";
    private static final Pattern MEMORY = Pattern.compile("(\\d+)([KMGT]?)B?", Pattern.CASE_INSENSITIVE);
    private static final int HEAP_PERCENT = 60;
    private static final int FIRST_THAT_WARNS_OF_UNSAFE = 23;

    private ControllerJvm() {}

    /**
     * The command line of {@code trialog WORDS}.
     *
     * @param resources what the process may use: {@code cpus}, {@code mem}; a JVM sees the whole node otherwise
     */
    public static List<String> of(Map<String, @Nullable Object> resources, List<String> words) {
        List<String> command = new ArrayList<>(Utf8.words());
        command.add(ThisJvm.executable().toString());
        Object cpus = resources.get("cpus");
        command.add("-XX:ActiveProcessorCount=" + (cpus == null ? "1" : cpus));
        long heap = heap(String.valueOf(resources.getOrDefault("mem", "")));
        if (heap > 0) {
            command.add("-Xmx" + heap + "k");
        }
        command.addAll(flags());
        Path jar = ThisJvm.jar();
        command.addAll(
                jar != null && Files.isRegularFile(jar)
                        ? List.of("-jar", jar.toString())
                        : List.of("-cp", ThisJvm.classPath(), MAIN)); // in development
        command.addAll(words);
        return command;
    }

    /** In KiB, from Slurm's notation, where a number alone means MiB; 0 if there is no limit. */
    private static long heap(String memory) {
        Matcher matcher = MEMORY.matcher(memory.strip());
        if (!matcher.matches() || matcher.group(1).length() > 12) {
            return 0;
        }
        String unit = matcher.group(2).isEmpty() ? "M" : matcher.group(2).toUpperCase(Locale.ROOT);
        long kib = Long.parseLong(matcher.group(1)) << (10 * "KMGT".indexOf(unit));
        return kib / 100 * HEAP_PERCENT;
    }

    /** What this JVM was allowed for Chronicle; the jar's manifest says it too, but does not count for a class path. */
    private static List<String> flags() {
        List<String> flags = new ArrayList<>();
        for (String flag : ManagementFactory.getRuntimeMXBean().getInputArguments()) {
            if (flag.startsWith("--add-exports") || flag.startsWith("--add-opens")) {
                flags.add(flag);
            }
        }
        if (Runtime.version().feature() >= FIRST_THAT_WARNS_OF_UNSAFE) {
            flags.add("--sun-misc-unsafe-memory-access=allow");
        }
        flags.add("-Djava.awt.headless=true");
        return flags;
    }
}
