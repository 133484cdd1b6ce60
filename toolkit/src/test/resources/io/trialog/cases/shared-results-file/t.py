import json, sys, time
x = float(sys.argv[1].split("=")[1])
time.sleep(x / 4)
json.dump({"eval": {"loss": (x - 1) ** 2}}, open("results.json", "w"))
time.sleep(0.1)
