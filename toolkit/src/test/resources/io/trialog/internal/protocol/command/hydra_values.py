"""Reads lines [override, value] of JSON, gives each override to Hydra's parser and to OmegaConf, and prints what came back changed."""
import json
import sys

from hydra.core.override_parser.overrides_parser import OverridesParser
from omegaconf import OmegaConf

parser = OverridesParser.create()
count = 0
for line in open(sys.argv[1], encoding="utf-8"):
    text, expected = json.loads(line)
    count += 1
    try:
        config = OmegaConf.create({"k": None})
        OmegaConf.update(config, "k", parser.parse_override(text).value(), merge=False)
        value = OmegaConf.to_container(config, resolve=True)["k"]
    except Exception as e:
        value = "%s: %s" % (type(e).__name__, e)
    if repr(value) != repr(expected):
        print("%s became %r and not %r" % (text, value, expected))
print("%d values" % count)
