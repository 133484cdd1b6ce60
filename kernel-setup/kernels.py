"""Kernels: those that there are, Trialog's own, and flags that are added to one of the user's. Standard library only."""

import json
import pathlib
import shlex
import shutil
import tempfile
import zipfile

import machine

NAME = "trialog"
MARK = {"installed_by": "kernel-setup/install"}
BACKUP = "kernel.json.before-trialog"
ENTRY = {"jjava": "JJAVA", "ijava": "IJAVA"}
FETCHED = machine.JJAVA.replace("==", "-") + ".jar"


def read(directory):
    """What a kernel.json says, with its "argv" and "env"; nothing if there is none that can be read: it may be anybody's."""
    try:
        spec = json.loads((directory / "kernel.json").read_text(encoding="utf-8"))
    except (OSError, ValueError):
        spec = {}
    if not isinstance(spec, dict):
        spec = {}
    return dict(spec, argv=[str(argument) for argument in spec.get("argv") or []], env=spec.get("env") or {})


def write(directory, spec):
    spec = {key: value for key, value in spec.items() if key != "env" or value}
    with tempfile.TemporaryDirectory() as scratch:
        written = pathlib.Path(scratch) / "kernel.json"
        written.write_text(json.dumps(spec, indent=2) + "\n", encoding="utf-8")
        machine.put(written, directory / "kernel.json")


def kind(spec):
    """jjava, ijava, or None for a kernel that is neither."""
    for argument in spec["argv"]:
        name = pathlib.PurePath(argument).name.lower()
        for known in ENTRY:
            if name.startswith(known) and name.endswith(".jar"):
                return known
    return None


def jar_of(directory, spec):
    """The jar of a Java kernel, absolute."""
    for argument in spec["argv"]:
        name = pathlib.PurePath(argument).name.lower()
        if name.endswith(".jar") and name.startswith(tuple(ENTRY)) and "launcher" not in name:
            path = pathlib.Path(argument.replace("{resource_dir}", str(directory)))
            return path if path.is_absolute() else directory / path
    return None


def existing(python):
    """The Java kernels that the Jupyter of a Python knows, as (directory, spec), but not Trialog's own."""
    code = "import json; from jupyter_client.kernelspec import KernelSpecManager as M; print(json.dumps(M().find_kernel_specs()))"
    if not machine.has_jupyter(python):
        return []
    found = []
    for name, directory in sorted(json.loads(machine.ask(python, code)).items()):
        directory = pathlib.Path(directory)
        spec = read(directory)
        jar = jar_of(directory, spec) if name != NAME and kind(spec) else None
        if jar and jar.is_file():
            found.append((directory, spec))
    return found


def engine(options, python, directory):
    """Sees to it that the jar of the kernel that is wanted is in the directory; returns its name."""
    if options.ijava_zip:
        return from_zip(pathlib.Path(options.ijava_zip), directory)
    before = read(directory)
    wanted = options.kernel or kind(before)
    for there, spec in existing(python):
        if wanted in (None, kind(spec)):
            machine.put(jar_of(there, spec), directory / (kind(spec) + ".jar"))
            print("  from  the kernel in " + str(there))
            return kind(spec) + ".jar"
    kept = jar_of(directory, before)
    if kept and kept.is_file() and kind(before) == wanted and (kept.name == FETCHED or "-" not in kept.name):
        return kept.name
    if wanted == "ijava":
        machine.fail(
            "there is no IJava kernel, and IJava is in no package registry."
            "\nMaybe download ijava-1.3.0.zip from its releases and name it: --ijava-zip FILE; or take --kernel jjava"
        )
    with tempfile.TemporaryDirectory() as scratch:
        # into a directory of its own: in the prefix itself the package would replace a kernel named "java"
        machine.pip(python, "install", "--no-deps", "--target", scratch, machine.JJAVA)
        machine.put(pathlib.Path(scratch) / "share/jupyter/kernels/java/jjava.jar", directory / FETCHED)
    return FETCHED


def from_zip(archive, directory):
    if not archive.is_file():
        machine.fail("there is no file " + str(archive))
    if not zipfile.is_zipfile(archive):
        machine.fail("the file " + str(archive) + " is no zip archive.")
    with zipfile.ZipFile(archive) as opened, tempfile.TemporaryDirectory() as scratch:
        jars = [name for name in opened.namelist() if pathlib.PurePosixPath(name).name.startswith("ijava-") and name.endswith(".jar")]
        if len(jars) != 1:
            machine.fail("the archive " + str(archive) + " must hold one ijava-*.jar, but holds " + str(len(jars)) + ".")
        machine.put(opened.extract(jars[0], scratch), directory / "ijava.jar")
    return "ijava.jar"


def own_spec(engine_jar, java, jar):
    """Trialog's kernel. Every path in it is absolute: not every front end replaces {resource_dir}."""
    what = "ijava" if engine_jar.name.startswith("ijava") else "jjava"
    opens = ["--add-opens=jdk.jshell/jdk.jshell=ALL-UNNAMED"] if what == "jjava" else []
    return {
        "argv": [str(java), "@" + str(machine.VM_ARGS), *opens, "-jar", str(engine_jar), "{connection_file}"],
        "display_name": "Java (Trialog)",
        "language": "java",
        "interrupt_mode": "message",
        "env": {ENTRY[what] + "_CLASSPATH": str(jar)},
        "metadata": {"trialog": dict(MARK, engine=what, jar=str(jar))},
    }


def flags():
    lines = machine.VM_ARGS.read_text(encoding="utf-8").splitlines()
    return [line.strip() for line in lines if line.strip() and not line.startswith("#")]


def is_ready(spec):
    """Whether a kernel starts its JVM with the flags."""
    said = " ".join([*spec["argv"], *map(str, spec["env"].values())])
    return str(machine.VM_ARGS) in said or all(flag in said for flag in flags())


def add_flags(directory):
    """Adds the flags to a kernel of the user's; keeps what was there beside it. Returns whether anything was done."""
    spec = read(directory)
    if is_ready(spec):
        return False
    if not (directory / BACKUP).exists():
        shutil.copyfile(directory / "kernel.json", directory / BACKUP)
    if any("launcher" in argument for argument in spec["argv"]):
        env = spec["env"]
        env["JJAVA_JVM_OPTS"] = (env.get("JJAVA_JVM_OPTS", "") + " " + shlex.join(flags())).strip()
    else:
        spec["argv"].insert(1, "@" + str(machine.VM_ARGS))
    spec["interrupt_mode"] = "message"
    spec.setdefault("metadata", {})["trialog"] = MARK
    write(directory, spec)
    return True


def take_flags_away(directory):
    """Restores a kernel to which flags were added. Returns whether there was anything to restore."""
    if not (directory / BACKUP).is_file():
        return False
    (directory / BACKUP).replace(directory / "kernel.json")
    return True
