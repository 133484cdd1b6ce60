"""Prepares a kernel for the tests, in a directory with a space in its name, and prints what to put into JUPYTER_PATH.

usage: kernel.py ROOT JAR SCRATCH KERNEL
The kernel "trialog" is what kernel-setup/install makes. Any other name is a Java kernel that a person has installed: it is
copied, and gets the flags. Either has a home directory of its own, whose Maven repository holds nothing but the jar.
"""

import json
import pathlib
import shutil
import subprocess
import sys

root, jar, scratch = (pathlib.Path(argument) for argument in sys.argv[1:4])
name = sys.argv[4]
prefix, home = scratch / "with space", scratch / "home"
kernels = prefix / "share" / "jupyter" / "kernels"
setup = [sys.executable, str(root / "kernel-setup" / "install"), "--prefix", str(prefix), "--jar", str(jar),
         "--m2", str(home / ".m2" / "repository")]
if name == "trialog":
    subprocess.run(setup, check=True, stdout=sys.stderr)
else:
    from jupyter_client.kernelspec import KernelSpecManager

    found = pathlib.Path(KernelSpecManager().get_kernel_spec(name).resource_dir)
    shutil.copytree(found, kernels / name)
    spec = json.loads((kernels / name / "kernel.json").read_text(encoding="utf-8"))
    spec["argv"] = [argument.replace("{resource_dir}", str(found)) for argument in spec["argv"]]
    (kernels / name / "kernel.json").write_text(json.dumps(spec), encoding="utf-8")
    subprocess.run([*setup, "--flags", name], check=True, stdout=sys.stderr)
file = kernels / name / "kernel.json"
spec = json.loads(file.read_text(encoding="utf-8"))
option = "-Duser.home=" + str(home)
if any("launcher" in argument for argument in spec["argv"]):
    spec["env"]["JJAVA_JVM_OPTS"] += " " + option
else:
    spec["argv"].insert(1, option)
spec.get("env", {}).pop("JJAVA_CLASSPATH", None)  # so that %maven has to find the jar
spec.get("env", {}).pop("IJAVA_CLASSPATH", None)
file.write_text(json.dumps(spec), encoding="utf-8")
print(prefix / "share" / "jupyter")
