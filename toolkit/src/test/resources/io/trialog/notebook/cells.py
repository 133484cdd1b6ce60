"""Runs the cells of a JSON file in a kernel and prints every message that came of each, as JSON.

usage: cells.py KERNELS_DIRECTORY KERNEL WORKING_DIRECTORY FILE [offline]
Offline there is no network but the loopback device. A cell is {"code": ..., "interrupt": seconds or absent, "late": how many seconds to listen after its end}.
"""

import ctypes
import fcntl
import json
import os
import socket
import struct
import sys
import time


def cut_network():
    new_user, new_network, set_flags, up = 0x10000000, 0x40000000, 0x8914, 1
    if ctypes.CDLL(None).unshare(new_network | (0 if os.geteuid() == 0 else new_user)) != 0:
        sys.exit("This user may not make a network namespace.")
    with socket.socket() as any_socket:
        fcntl.ioctl(any_socket, set_flags, struct.pack("16sh14x", b"lo", up))


if "offline" in sys.argv[5:]:
    cut_network()
os.environ["JUPYTER_PATH"] = sys.argv[1]

from jupyter_client.manager import KernelManager

kernel = KernelManager(kernel_name=sys.argv[2])
kernel.start_kernel(cwd=sys.argv[3], stdout=sys.stderr)
client = kernel.client()
client.start_channels()
try:
    client.wait_for_ready(timeout=90)
    results = []
    for cell in json.load(open(sys.argv[4], encoding="utf-8")):
        request, began, ended, interrupted, messages = client.execute(cell["code"]), time.time(), None, False, []
        while time.time() < began + 240 and (ended is None or time.time() < ended + cell.get("late", 0)):
            if "interrupt" in cell and not interrupted and time.time() > began + cell["interrupt"]:
                kernel.interrupt_kernel()
                interrupted = True
            try:
                message = client.get_iopub_msg(timeout=0.2)
            except Exception:
                continue
            if message["parent_header"].get("msg_id") != request:
                continue
            content = message["content"]
            if message["msg_type"] == "status" and content["execution_state"] == "idle":
                ended = time.time()
            elif message["msg_type"] in ("display_data", "update_display_data", "execute_result", "stream", "error"):
                messages.append({"type": message["msg_type"], "late": ended is not None,
                                 "seconds": time.time() - began, **content})
        results.append({"ended": ended is not None, "seconds": (ended or time.time()) - began, "messages": messages})
    print(json.dumps(results))
finally:
    client.stop_channels()
    kernel.shutdown_kernel(now=True)
