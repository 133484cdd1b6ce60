"""Checks the hash chain of a Trialog log: python3 check_chain.py [--seal FILE] ledger/*.jsonl"""
import hashlib, json, sys

files, seal, hashes = sys.argv[1:], None, []
if files[:1] == ["--seal"]:
    seal, files = json.load(open(files[1])), files[2:]
for name in sorted(files):
    for raw in open(name, "rb"):
        line = raw.rstrip(b"\n")
        head, _, tail = line.rpartition(b',"hash"')
        event = json.loads(line)
        if hashlib.sha256(head).hexdigest() != event["hash"] or tail != b':"%s"}' % event["hash"].encode():
            sys.exit(f"{name}: seq {len(hashes)}: the bytes do not give the hash")
        if event["seq"] != len(hashes) or event["prev"] != (hashes[-1] if hashes else ""):
            sys.exit(f"{name}: seq {len(hashes)}: does not continue the event before")
        hashes.append(event["hash"])
if seal and hashes[seal["seq"]:seal["seq"] + 1] != [seal["hash"]]:
    sys.exit(f"seq {seal['seq']}: is not the event that was sealed")
print(f"{len(hashes)} events, head {hashes[-1]}" + (", as it was sealed" if seal else ""))
