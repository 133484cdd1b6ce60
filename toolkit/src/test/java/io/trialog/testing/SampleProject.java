package io.trialog.testing;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A project as researchers have them: a script with Hydra and scikit-learn, configurations with a group, a sweep with pairs. */
public final class SampleProject {

    private static final List<String> FILES = List.of(
            "train.py",
            "pyproject.toml",
            "conf/config.yaml",
            "conf/model/neighbors.yaml",
            "conf/model/logistic.yaml",
            "sweeps/sweep.yaml");

    private SampleProject() {}

    /** Copies the project into a directory. */
    public static void copyTo(Path directory) throws IOException {
        for (String file : FILES) {
            Path target = directory.resolve(file);
            Files.createDirectories(target.getParent());
            try (InputStream in = SampleProject.class.getResourceAsStream("/io/trialog/project/digits/" + file)) {
                Files.write(target, in.readAllBytes());
            }
        }
    }
}
