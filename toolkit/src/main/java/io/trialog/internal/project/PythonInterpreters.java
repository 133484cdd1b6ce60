package io.trialog.internal.project;

import io.trialog.internal.platform.ThisUser;
import io.trialog.internal.project.ProjectFinding.Weight;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the Python of a project by the marks that environments leave; starts none. */
public final class PythonInterpreters {

    private static final String PYTHON = "bin/python";
    private static final Pattern HOME = Pattern.compile("(?m)^home\\s*=\\s*(.+?)\\s*$");
    private static final Pattern UV = Pattern.compile("(?m)^uv\\s*=");
    private static final Pattern NAME = Pattern.compile("(?m)^name\\s*[:=]\\s*[\"']?([\\w.-]+)");

    private final Path project;
    private final Map<String, String> environment;

    private PythonInterpreters(Path project, Map<String, String> environment) {
        this.project = project;
        this.environment = environment;
    }

    /**
     * Returns the Python of a project.
     *
     * @param project its directory, absolute
     * @param environment the variables of this process
     * @return an absolute path
     */
    public static ProjectFinding find(Path project, Map<String, String> environment) {
        PythonInterpreters finder = new PythonInterpreters(project, environment);
        for (ProjectFinding finding : new ProjectFinding[] {finder.active(), finder.ofProject(), finder.named()}) {
            if (finding.value() != null) {
                return finding;
            }
        }
        return finder.onPath();
    }

    private ProjectFinding active() {
        String venv = environment.getOrDefault("VIRTUAL_ENV", "");
        if (!venv.isEmpty() && Files.isExecutable(Path.of(venv, PYTHON))) {
            return ProjectFinding.of(
                    Path.of(venv, PYTHON).toString(), "The variable VIRTUAL_ENV names it.", Weight.HIGH);
        }
        String conda = environment.getOrDefault("CONDA_PREFIX", "");
        boolean isBase = "base".equals(environment.get("CONDA_DEFAULT_ENV"));
        return !conda.isEmpty() && !isBase && Files.isExecutable(Path.of(conda, PYTHON))
                ? ProjectFinding.of(
                        Path.of(conda, PYTHON).toString(), "The variable CONDA_PREFIX names it.", Weight.HIGH)
                : ProjectFinding.none("No environment is active.");
    }

    private ProjectFinding ofProject() {
        for (String name : List.of(".venv", "venv", "env")) {
            Path directory = project.resolve(name);
            String marks = ProjectFiles.text(directory.resolve("pyvenv.cfg"));
            if (!marks.isEmpty() && Files.isExecutable(directory.resolve(PYTHON)) && isWhole(marks)) {
                String kind = UV.matcher(marks).find() ? "an environment of uv" : "a virtual environment";
                return ProjectFinding.of(
                        directory.resolve(PYTHON).toString(),
                        name + " in the project is " + kind + " (pyvenv.cfg).",
                        Weight.MEDIUM);
            }
        }
        for (Path pixi : ProjectFiles.children(project.resolve(".pixi/envs"))) {
            if (Files.isDirectory(pixi.resolve("conda-meta")) && Files.isExecutable(pixi.resolve(PYTHON))) {
                return ProjectFinding.of(
                        pixi.resolve(PYTHON).toString(), "It is an environment of pixi in the project.", Weight.MEDIUM);
            }
        }
        return ProjectFinding.none("The project has no environment.");
    }

    /** A copied environment points to its old place. */
    private static boolean isWhole(String marks) {
        Matcher home = HOME.matcher(marks);
        return !home.find() || Files.isDirectory(Path.of(home.group(1)));
    }

    private ProjectFinding named() {
        Path home = ThisUser.home(environment);
        if (home == null) {
            return ProjectFinding.none("There is no home directory.");
        }
        String conda = name("environment.yml");
        if (conda != null) {
            for (String line : ProjectFiles.text(home.resolve(".conda/environments.txt"))
                    .lines()
                    .toList()) {
                Path place = Path.of(line.strip());
                if (conda.equals(String.valueOf(place.getFileName())) && Files.isExecutable(place.resolve(PYTHON))) {
                    return ProjectFinding.of(
                            place.resolve(PYTHON).toString(),
                            "environment.yml names the environment '" + conda + "' of conda.",
                            Weight.MEDIUM);
                }
            }
        }
        return Files.exists(project.resolve("poetry.lock")) ? poetry(home) : pyenv(home);
    }

    private @Nullable String name(String file) {
        Matcher matcher = NAME.matcher(ProjectFiles.text(project.resolve(file)));
        return matcher.find() ? matcher.group(1) : null;
    }

    private ProjectFinding poetry(Path home) {
        String name = name("pyproject.toml");
        String cache = environment.getOrDefault(
                "POETRY_CACHE_DIR", home.resolve(".cache/pypoetry").toString());
        List<Path> found = ProjectFiles.children(Path.of(cache, "virtualenvs")).stream()
                .filter(place -> name != null
                        && String.valueOf(place.getFileName()).startsWith(name + "-")
                        && Files.isExecutable(place.resolve(PYTHON)))
                .toList();
        return found.size() == 1
                ? ProjectFinding.of(
                        found.get(0).resolve(PYTHON).toString(),
                        "poetry.lock is there, and poetry has one environment of that name.",
                        Weight.MEDIUM)
                : ProjectFinding.none(
                        "poetry.lock is there, but its environment is unknown ('poetry env info -e' tells it).");
    }

    private ProjectFinding pyenv(Path home) {
        String version = ProjectFiles.text(project.resolve(".python-version")).strip();
        Path python = home.resolve(".pyenv/versions")
                .resolve(version.isEmpty() ? "none" : version)
                .resolve(PYTHON);
        return !version.isEmpty() && Files.isExecutable(python)
                ? ProjectFinding.of(python.toString(), ".python-version names " + version + " of pyenv.", Weight.MEDIUM)
                : ProjectFinding.none("Nothing names an environment.");
    }

    /** A shim of pyenv is no environment. */
    private ProjectFinding onPath() {
        for (String name : List.of("python3", "python")) {
            for (String directory : environment.getOrDefault("PATH", "").split(":", -1)) {
                Path program = directory.isEmpty() ? Path.of(name) : Path.of(directory, name);
                if (!directory.isEmpty() && !directory.contains("/shims") && Files.isExecutable(program)) {
                    return ProjectFinding.of(program.toString(), "It is the first " + name + " on PATH.", Weight.LOW);
                }
            }
        }
        return ProjectFinding.none("There is no Python on PATH.");
    }
}
