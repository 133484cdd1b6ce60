"""Checks the hash chain of a Trialog log: python3 check_chain.py ledger/*.jsonl"""
import hashlib
import json
import sys

seq, prev = 0, ""
for name in sorted(sys.argv[1:]):
    for raw in open(name, "rb"):
        line = raw.rstrip(b"\n")
        head, _, tail = line.rpartition(b',"hash"')
        event = json.loads(line)
        if hashlib.sha256(head).hexdigest() != event["hash"] or tail != b':"%s"}' % event["hash"].encode():
            sys.exit(f"{name}: seq {seq}: the bytes do not give the hash")
        if event["seq"] != seq or event["prev"] != prev:
            sys.exit(f"{name}: seq {seq}: does not continue the event before")
        seq, prev = seq + 1, event["hash"]
print(f"{seq} events, head {prev}")
