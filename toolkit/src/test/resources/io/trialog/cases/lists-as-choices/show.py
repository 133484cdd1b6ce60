import json, os, sys
print("ARGV", json.dumps(sys.argv[1:]))
print("FILE", json.dumps(json.load(open(os.environ["TRIALOG_PARAMS"]))))
print("ENV", json.dumps({k: v for k, v in os.environ.items() if k.startswith("TRIALOG_PARAM_")}))
print("%s: 0.5" % os.environ["TRIALOG_METRIC"])
