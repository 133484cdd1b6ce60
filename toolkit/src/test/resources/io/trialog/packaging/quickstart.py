"""Installs the kernel below a prefix, executes the quickstart notebook with it and prints what its cells show."""

import os
import pathlib
import subprocess
import sys

root, jar, scratch = (pathlib.Path(argument) for argument in sys.argv[1:4])
prefix = scratch / "with space"
subprocess.run([sys.executable, str(root / "kernel-setup" / "install"), "--prefix", str(prefix), "--jar", str(jar)],
               check=True, stdout=sys.stderr)
os.environ["JUPYTER_PATH"] = str(prefix / "share" / "jupyter")
os.environ["TRIALS"] = sys.argv[4]

import nbclient
import nbformat

notebook = nbformat.read(root / "notebooks" / "00-quickstart.ipynb", as_version=4)
client = nbclient.NotebookClient(notebook, timeout=600, kernel_name="trialog",
                                 resources={"metadata": {"path": str(scratch / "notebooks")}})
client.execute()
for cell in notebook.cells:
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            print(output.name + ": " + output.text)
        else:
            print(output.get("data", {}).get("text/plain", ""))
if len(sys.argv) > 5:
    notebook.metadata.language_info.pop("version", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    nbformat.write(notebook, sys.argv[5])
