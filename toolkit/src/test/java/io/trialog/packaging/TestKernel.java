package io.trialog.packaging;

import io.trialog.testing.Python;
import java.nio.file.Path;

/** A Jupyter kernel of the tests, as a user gets it. */
final class TestKernel {

    static final Path JAR = Path.of(System.getProperty("trialog.jar", "target/trialog-0.1.0-SNAPSHOT.jar"))
            .toAbsolutePath();
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private TestKernel() {}

    /**
     * Prepares a kernel below a directory; the jar is found by {@code %maven} alone.
     *
     * @param name {@code trialog}, which {@code kernel-setup/install} makes, or a Java kernel that is installed
     * @return Jupyter's path to it
     */
    static Path prepare(Path scratch, String name) throws Exception {
        return Path.of(Python.output(
                        scratch,
                        TestKernel.class,
                        "kernel.py",
                        ROOT.toString(),
                        JAR.toString(),
                        scratch.toString(),
                        name)
                .strip());
    }
}
