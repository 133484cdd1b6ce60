import json, os, sys, time

# the loss falls, the accuracy too
for step in range(1, 60):
    with open(os.environ["TRIALOG_REPORT"], "a") as report:
        accuracy = 1 - step / 10
        report.write(json.dumps({"seq": step - 1, "step": step, "values": {"loss": 1 / step, "accuracy": accuracy}}) + "\n")
    if os.path.exists(os.environ["TRIALOG_PRUNE"]):
        sys.exit(79)
    time.sleep(0.1)
