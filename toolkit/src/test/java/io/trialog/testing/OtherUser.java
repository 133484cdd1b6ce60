package io.trialog.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * Another user of this machine, by its number: files are given to it, and programs run as it. Only root can do that; a test that needs it is
 * skipped for others. The programs may read every file, as the classes of the tests may lie in a closed directory, and write only their own.
 */
public final class OtherUser {

    private final String uid;

    private OtherUser(int uid) {
        this.uid = Integer.toString(uid);
    }

    /** The user of a number that nobody has. */
    public static OtherUser of(int uid) {
        OtherUser user = new OtherUser(uid);
        assumeTrue(user.can(List.of("true")), "needs root and setpriv, to run programs as another user");
        return user;
    }

    /** Makes it the owner of a file or directory with all that is in it. */
    public void own(Path path) throws IOException {
        assumeTrue(run(List.of("chown", "-R", uid + ":" + uid, path.toString())), "needs the right to give files away");
    }

    /** Makes a directory of its own. */
    public Path directory(Path path) throws IOException {
        own(Files.createDirectories(path));
        return path;
    }

    /** The words before a command that runs as this user. */
    public List<String> words() {
        return List.of(
                "setpriv",
                "--reuid=" + uid,
                "--regid=" + uid,
                "--clear-groups",
                "--inh-caps=-all,+dac_read_search",
                "--ambient-caps=+dac_read_search",
                "--bounding-set=-all,+dac_read_search");
    }

    /** The same program as this user. */
    public ProcessBuilder as(ProcessBuilder program) {
        program.command().addAll(0, words());
        return program;
    }

    private boolean can(List<String> command) {
        try {
            List<String> words = new ArrayList<>(words());
            words.addAll(command);
            return run(words);
        } catch (IOException e) {
            return false; // there is no setpriv
        }
    }

    private static boolean run(List<String> command) throws IOException {
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try {
            return process.waitFor(20, TimeUnit.SECONDS) && process.exitValue() == 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
