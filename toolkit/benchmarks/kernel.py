#!/usr/bin/env python3
"""What a person waits for in a kernel, and how large a notebook with many card updates is when it is saved.

usage: kernel.py [KERNEL] [REPETITIONS]      with a Python that has nbclient; the kernel is "trialog" unless another one is named
                                             and is best made by kernel-setup/install
"""

import os
import statistics
import sys
import tempfile
import time

import nbclient
import nbformat

VERSION = os.environ.get("TRIALOG_VERSION", "0.1.0-SNAPSHOT")
BEGIN = "%maven io.trialog:trialog:" + VERSION + "\nimport io.trialog.*;"
FIRST = """Study s = Study.builder("first").minimize().seed(1).open();
s.optimize(3, trial -> trial.suggestFloat("x", 0, 1));"""
LONG = """Study s = Study.builder("long").minimize().seed(1).open();
s.optimize(100000, java.time.Duration.ofSeconds(56), trial -> {
    double value = trial.suggestFloat("x", 0, 1) + trial.suggestInt("n", 1, 9) + trial.suggestFloat("lr", 1e-5, 1, true);
    Thread.sleep(40);
    return value;
})"""


class Timed(nbclient.NotebookClient):
    """Notes when the first card came, and counts its updates."""

    begun = imported = card = used = 0.0
    updates = 0

    def cpu(self):
        """The CPU time of the kernel's JVM until now, all threads, in seconds; JJava's own launcher would hide it."""
        with open("/proc/%d/stat" % self.km.provisioner.pid, encoding="utf-8") as file:
            fields = file.read().rpartition(")")[2].split()
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")

    async def async_execute_cell(self, *arguments, **options):
        if not self.begun:
            self.used = -self.cpu()
            self.begun = time.perf_counter()
        else:
            self.imported = self.imported or time.perf_counter()
        return await super().async_execute_cell(*arguments, **options)

    execute_cell = nbclient.util.run_sync(async_execute_cell)

    def process_message(self, message, cell, index):
        if message["msg_type"] == "display_data":
            if not self.card:
                self.card = time.perf_counter()
                self.used += self.cpu()
        self.updates += message["msg_type"] == "update_display_data"
        return super().process_message(message, cell, index)


def run(kernel, *cells):
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(code) for code in cells])
    with tempfile.TemporaryDirectory() as directory:
        client = Timed(notebook, timeout=600, kernel_name=kernel, resources={"metadata": {"path": directory}})
        client.execute()
    return client, len(nbformat.writes(notebook).encode())


def main():
    kernel = sys.argv[1] if len(sys.argv) > 1 else "trialog"
    repetitions = int(sys.argv[2]) if len(sys.argv) > 2 else 7
    print("load %.1f on %d CPUs" % (os.getloadavg()[0], os.cpu_count()))
    seconds, imports, used = [], [], []
    for _ in range(repetitions):
        client, _ = run(kernel, BEGIN, FIRST)
        seconds.append(client.card - client.begun)
        imports.append(client.imported - client.begun)
        used.append(client.used)
    print("import to first card: median %.1f s (%.1f to %.1f), of which %%maven and import %.1f s; CPU %.1f s; %d kernels"
          % (statistics.median(seconds), min(seconds), max(seconds), statistics.median(imports), statistics.median(used),
             repetitions), flush=True)
    client, size = run(kernel, BEGIN, LONG)
    print("a notebook with %d card updates: %d kB when saved" % (client.updates, size // 1000))
    print("load %.1f" % os.getloadavg()[0])


if __name__ == "__main__":
    main()
