"""Says what is right and what is wrong with the kernel, one line each, and runs cells in it. Standard library only."""

import filecmp
import json
import pathlib
import subprocess

import kernels
import machine
import repository

RUN = """
import json, sys
from jupyter_client.manager import KernelManager
from jupyter_client.kernelspec import KernelSpecManager
specs = KernelSpecManager()
specs.kernel_dirs = [sys.argv[1]]
kernel = KernelManager(kernel_name=sys.argv[2], kernel_spec_manager=specs)
kernel.start_kernel()
client = kernel.client()
client.start_channels()
texts = []
def output(message):
    content = message["content"]
    if message["msg_type"] == "stream":
        texts[-1] += content["text"]
    elif message["msg_type"] == "error":
        texts[-1] += "ERROR " + "\\n".join(content["traceback"])
    elif "text/html" in content.get("data", {}):
        texts[-1] += "HTML"
try:
    client.wait_for_ready(timeout=90)
    for cell in sys.argv[3:]:
        texts.append("")
        client.execute_interactive(cell, timeout=90, output_hook=output)
finally:
    client.stop_channels()
    kernel.shutdown_kernel(now=True)
print(json.dumps(texts))
"""

CELL = """
import io.trialog.*;
var directory = java.nio.file.Files.createTempDirectory("trialog-check");
try (Study study = Study.builder("check").minimize().under(directory).open()) {
    study.optimize(3, trial -> trial.suggestFloat("x", 0, 1));
    System.out.println(study.finishedTrials() + " trials, verified: " + study.replay().verify().isGreen());
}
try (var files = java.nio.file.Files.walk(directory)) {
    files.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
}
"""


class Report:
    def __init__(self):
        self.wrong = 0

    def say(self, good, what, advice=""):
        print(("  right  " if good else "  WRONG  ") + what + ("" if good or not advice else "\n         Maybe " + advice))
        self.wrong += not good
        return good


def run(options):
    """Returns the exit status: 0 if all is right."""
    python, report = machine.usual_python(), Report()
    again = "run kernel-setup/install again."
    jupyter = machine.has_jupyter(python)
    if not options.prefix and not report.say(jupyter, "Jupyter in " + python, "run kernel-setup/install, which makes one."):
        return 1
    directory = machine.kernels_directory(options, python) / kernels.NAME
    spec = kernels.read(directory)
    if not report.say(kernels.kind(spec), "the kernel in " + str(directory), "run kernel-setup/install."):
        return 1
    java = pathlib.Path(spec["argv"][0])
    version = machine.feature(java.parent.parent)
    report.say(version >= 17, "a JDK of version " + str(version) + ": " + str(java), "install one, and " + again)
    report.say(kernels.is_ready(spec) and machine.VM_ARGS.is_file(), "the JVM flags: " + str(machine.VM_ARGS), again)
    report.say(spec.get("interrupt_mode") == "message", "cells can be interrupted", again)
    engine = kernels.jar_of(directory, spec)
    report.say(engine is not None and engine.is_file(), "the engine: " + str(engine), again)
    jar = pathlib.Path(spec.get("metadata", {}).get("trialog", {}).get("jar", "/nowhere"))
    if report.say(jar.is_file(), "Trialog's jar: " + str(jar), again):
        found = machine.version_of(jar)
        place = repository.directory(options, found)
        if place:
            copy = place / ("trialog-" + found + ".jar")
            same = copy.is_file() and filecmp.cmp(jar, copy, shallow=False)
            report.say(same, "the same jar in the local Maven repository: " + str(copy), again)
    if report.wrong == 0 and jupyter:
        run_cells(report, python, directory, None if options.m2 or options.prefix else "%maven io.trialog:trialog:" + found)
    elif report.wrong == 0:
        print("  no cell was run, since " + python + " has no Jupyter")
    print("All is right." if report.wrong == 0 else str(report.wrong) + " wrong.")
    return 1 if report.wrong else 0


def run_cells(report, python, directory, maven):
    """Runs a study in the kernel, after the cell that gets Trialog if there is one."""
    cells = [maven, CELL] if maven else [CELL]
    command = [python, "-c", RUN, str(directory.parent), kernels.NAME, *cells]
    done = subprocess.run(command, capture_output=True, text=True, timeout=300)
    if not report.say(done.returncode == 0, "the kernel starts" + ("" if done.returncode == 0 else ":\n" + done.stderr)):
        return
    said = json.loads(done.stdout.splitlines()[-1])
    if maven:
        report.say("ERROR" not in said[0], maven + (" works" if "ERROR" not in said[0] else ":\n" + said[0]))
    works = "HTML" in said[-1] and "3 trials, verified: true" in said[-1]
    report.say(works, "a cell runs a study, shows its card and verifies it" + ("" if works else ":\n" + said[-1]))
