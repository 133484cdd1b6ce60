package io.trialog.internal.executor.pbs;

import io.trialog.spi.ExecutorEnvironment;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Whether the commands of PBS are in the PATH. {@code qsub} alone proves nothing: Torque, Grid Engine and Slurm's Torque wrappers
 * have one, too.
 *
 * @param isThere whether they are
 * @param evidence by what that is known, as the rest of a sentence
 */
record PbsPresence(boolean isThere, String evidence) {

    private static final int HEAD = 1 << 14;
    private static final Pattern SCRIPT_OF_SLURM = Pattern.compile("(?is)#!.*\\bslurm.*");

    /** Looks at the files in the PATH; starts nothing. */
    static PbsPresence of(ExecutorEnvironment environment) {
        Path qsub = find("qsub", environment);
        if (qsub == null || !environment.has("qstat") || !environment.has("qselect")) {
            return new PbsPresence(false, "qsub, qstat and qselect are not in the PATH");
        }
        if (SCRIPT_OF_SLURM.matcher(head(qsub)).matches()) {
            return new PbsPresence(false, "qsub is one of Slurm's Torque wrappers, which can't stand in for PBS");
        }
        if (environment.has("qconf")) {
            return new PbsPresence(false, "qsub belongs to Grid Engine (qconf is there), which is not PBS");
        }
        if (environment.has("pbs_rstat")) {
            return new PbsPresence(true, "qsub and PBS's own pbs_rstat are there");
        }
        String configuration = environment.variables().getOrDefault("PBS_CONF_FILE", "/etc/pbs.conf");
        if (isFile(configuration)) {
            return new PbsPresence(true, "qsub and " + configuration + " are there");
        }
        return new PbsPresence(
                false,
                "qsub is there, but neither PBS's pbs_rstat nor /etc/pbs.conf, so it may be Torque, which is not supported");
    }

    /** What a version is the version of, from what {@code qsub --version} printed; empty if it is PBS. */
    static String other(String output) {
        String text = output.toLowerCase(Locale.ROOT);
        if (text.contains("pbs_version")) {
            return "";
        }
        return text.contains("slurm") || text.contains("usage") ? "one of Slurm's Torque wrappers" : "Torque's";
    }

    private static @Nullable Path find(String program, ExecutorEnvironment environment) {
        for (String directory : environment.variables().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
            if (!directory.isEmpty() && isFile(directory + "/" + program)) {
                return Path.of(directory, program);
            }
        }
        return null;
    }

    private static boolean isFile(String path) {
        try {
            return Files.isRegularFile(Path.of(path));
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static String head(Path file) {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(HEAD), StandardCharsets.ISO_8859_1);
        } catch (IOException e) {
            return "";
        }
    }
}
