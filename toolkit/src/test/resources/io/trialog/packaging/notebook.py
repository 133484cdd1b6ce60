"""Executes a notebook and prints what its cells show: the texts, and in brackets the other forms of each.

usage: notebook.py JUPYTER_PATH KERNEL NOTEBOOK DIRECTORY [TARGET]
With a TARGET, the executed notebook is written there, without what differs from machine to machine; else with few trials.
"""

import os
import sys

os.environ["JUPYTER_PATH"] = sys.argv[1]
os.environ["PATH"] = os.path.dirname(sys.executable) + os.pathsep + os.environ["PATH"]  # "python3" is this one
if len(sys.argv) <= 5:
    # On a cluster enough trials that some still run when the notebook interrupts the study.
    os.environ["TRIALS"] = "12" if "slurm" in os.path.basename(sys.argv[3]) else "6"

import nbclient
import nbformat

notebook = nbformat.read(sys.argv[3], as_version=4)
client = nbclient.NotebookClient(notebook, timeout=900, kernel_name=sys.argv[2],
                                 resources={"metadata": {"path": sys.argv[4]}})
client.execute()
for cell in notebook.cells:
    for output in cell.get("outputs", []):
        if output.output_type == "stream":
            print(output.name + ": " + output.text)
        else:
            data = output.get("data", {})
            print("[" + ", ".join(sorted(set(data) - {"text/plain"})) + "] " + data.get("text/plain", ""))
if len(sys.argv) > 5:
    notebook.metadata.language_info.pop("version", None)
    for cell in notebook.cells:
        cell.metadata.pop("execution", None)
    nbformat.write(notebook, sys.argv[5])
