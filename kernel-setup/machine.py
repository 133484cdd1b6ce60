"""What a kernel of Trialog's is made of on this machine: a JDK, a Jupyter, Trialog's jar. Standard library only."""

import filecmp
import os
import pathlib
import re
import shlex
import shutil
import subprocess
import sys
import zipfile

JJAVA = "jjava==1.0a8"
HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
VM_ARGS = ROOT / "toolkit" / "config" / "vm.args"
VENV = HERE / ".venv"


def fail(message):
    sys.exit("kernel-setup: " + message)


def feature(home):
    """The feature version of the JDK in a directory, or 0 if there is none that can run a kernel (it needs jdk.jshell)."""
    try:
        text = (home / "release").read_text(encoding="utf-8")
    except OSError:
        return 0
    version = re.search(r'^JAVA_VERSION="(?:1\.)?(\d+)', text, re.MULTILINE)
    modules = re.search(r'^MODULES="([^"]*)"', text, re.MULTILINE)
    if not version or not (home / "bin" / "java").exists() or (modules and "jdk.jshell" not in modules.group(1).split()):
        return 0
    return int(version.group(1))


def candidates(named):
    homes = [pathlib.Path(named)] if named else []
    if not named:
        if os.environ.get("JAVA_HOME"):
            homes.append(pathlib.Path(os.environ["JAVA_HOME"]))
        on_path = shutil.which("java")
        if on_path:
            homes.append(pathlib.Path(on_path).resolve().parent.parent)
        for pattern in ("usr/lib/jvm/*", "opt/java/*", "Library/Java/JavaVirtualMachines/*/Contents/Home"):
            homes += sorted(pathlib.Path("/").glob(pattern))
    return list(dict.fromkeys(homes))


def java_if_any(named):
    """The first java that can run the kernel, or None."""
    fit = (home.resolve() / "bin" / "java" for home in candidates(named) if feature(home) >= 17)
    return next(fit, None)


def find_java(named):
    java = java_if_any(named)
    if java:
        return java
    what = {home: feature(home) for home in candidates(named)}
    seen = [str(home) + (" is version " + str(is_) if is_ else " is no JDK, or lacks jdk.jshell") for home, is_ in what.items()]
    fail(
        "no JDK of version 17 or later with the module jdk.jshell was found"
        + (" in " + named if named else " (JAVA_HOME, PATH, the usual places)")
        + "".join("\n  " + line for line in seen)
        + "\nMaybe install one: 'apt install openjdk-17-jdk-headless', or name it: --java-home DIR"
    )


def user_home(java):
    """The home of the user as a JVM sees it, where "%maven" looks for .m2: it goes by the user's id, not by $HOME."""
    command = [str(java), "-XshowSettings:properties", "-version"]
    said = subprocess.run(command, capture_output=True, text=True).stderr if java else ""
    found = re.search(r"^ *user\.home = (.+)$", said, re.MULTILINE)
    home = pathlib.Path(found.group(1)) if found else pathlib.Path.home()
    return home if home.is_dir() else pathlib.Path.home()


def put(source, target):
    """Copies a file if it is not there already. A kernel that runs keeps the old one. Returns whether it was copied."""
    if target.is_file() and filecmp.cmp(source, target, shallow=False):
        return False
    target.parent.mkdir(parents=True, exist_ok=True)
    new = target.with_name(target.name + "." + str(os.getpid()) + ".new")
    shutil.copyfile(source, new)
    new.replace(target)
    return True


def find_jar(named):
    """The jar that was named, or that of this checkout, which is built when it is missing or older than its sources."""
    if named:
        jar = pathlib.Path(named).resolve()
        return jar if jar.is_file() else fail("there is no jar " + str(jar))
    done = subprocess.run([str(ROOT / "toolkit" / "bin" / "trialog"), "--version"], stdout=subprocess.DEVNULL)
    jars = [
        jar
        for jar in sorted((ROOT / "toolkit" / "target").glob("trialog-*.jar"))
        if not re.search(r"-(sources|javadoc|tests)\.jar$", jar.name)
    ]
    if done.returncode != 0 or not jars:
        fail("the jar could not be built.\nMaybe see what './mvnw -DskipTests package' says.")
    return jars[-1]


def version_of(jar):
    """The version in the jar's manifest."""
    with zipfile.ZipFile(jar) as archive:
        manifest = archive.read("META-INF/MANIFEST.MF").decode("utf-8")
    found = re.search(r"^Implementation-Version: (\S+)", manifest, re.MULTILINE)
    return found.group(1) if found else fail("the jar " + str(jar) + " does not say its version.")


def has_jupyter(python):
    return subprocess.run([python, "-c", "import jupyter_client"], capture_output=True).returncode == 0


def venv_python():
    return str(VENV / ("Scripts/python.exe" if os.name == "nt" else "bin/python"))


def is_of_venv(python):
    return pathlib.Path(python).is_relative_to(VENV)


def usual_python():
    """The Python whose Jupyter is meant: this one if it has Jupyter, else that of the virtual environment here, if any."""
    return sys.executable if has_jupyter(sys.executable) or not pathlib.Path(venv_python()).exists() else venv_python()


def ensure_jupyter(minimal):
    """The Python whose Jupyter gets the kernel: this one, or that of an environment that is made if this one has none."""
    if has_jupyter(sys.executable):
        return sys.executable
    if not pathlib.Path(venv_python()).exists():
        print("This Python has no Jupyter; making one in " + str(VENV) + " ...", flush=True)
        if subprocess.run([sys.executable, "-m", "venv", str(VENV)]).returncode != 0:
            shutil.rmtree(VENV, ignore_errors=True)
            fail("a virtual environment could not be made.\nMaybe install Python's module for it: 'apt install python3-venv'")
    packages = ["jupyter_client", "nbclient", "nbformat", JJAVA] + ([] if minimal else ["jupyterlab"])
    pip(venv_python(), "install", *packages)
    return venv_python()


def pip(python, *arguments):
    command = [python, "-m", "pip", "-q", "--disable-pip-version-check", *arguments]
    if subprocess.run(command, env=dict(os.environ, PIP_ROOT_USER_ACTION="ignore")).returncode != 0:
        fail("'" + shlex.join(command) + "' failed; pip says above why.\nMaybe there is no network: what is fetched once is kept.")


def ask(python, code):
    """What a line of Python prints there."""
    return subprocess.run([python, "-c", code], capture_output=True, text=True, check=True).stdout.strip()


def kernels_directory(options, python):
    """Where the kernel is installed."""
    if options.prefix:
        return pathlib.Path(options.prefix).resolve() / "share" / "jupyter" / "kernels"
    user = "import jupyter_core.paths as p; print(p.jupyter_data_dir())"
    found = ask(python, user if options.user else "import sys; print(sys.prefix + '/share/jupyter')")
    return pathlib.Path(found) / "kernels"
