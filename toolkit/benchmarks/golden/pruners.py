"""Records what Optuna's pruners decide on random sequences; RandomParityTest replays the same sequences.

    pip install optuna==5.0.0 scipy
    python pruners.py > ../../src/test/resources/io/trialog/internal/pruner/optuna5-random.json
    python pruners.py 1000 200     # 200 further histories from seed 1000 on, for LiveParityTest
"""

import json
import math
import sys
import warnings

import optuna
from optuna.pruners import (
    HyperbandPruner, MedianPruner, PatientPruner, PercentilePruner, SuccessiveHalvingPruner, ThresholdPruner,
    WilcoxonPruner)
from optuna.trial import TrialState

TRIALS = 40


class Lcg:
    """Knuth's MMIX generator; the upper 31 bits of its state, modulo n."""

    def __init__(self, seed):
        self.state = seed

    def below(self, n):
        self.state = (self.state * 6364136223846793005 + 1442695040888963407) % 2**64
        return (self.state >> 33) % n


def replay(pruner, direction, parallel, seed):
    study = optuna.create_study(study_name="random-%d" % seed, direction=direction, pruner=pruner)
    lcg, running, pruned, asked = Lcg(seed), [], [], 0
    while asked < TRIALS or running:
        dice = lcg.below(100)
        if not running or (asked < TRIALS and len(running) < parallel and dice < 15):
            running.append({"trial": study.ask(), "length": 3 + lcg.below(20), "at": 0, "seen": set()})
            asked += 1
            continue
        one = running[lcg.below(len(running))]
        if one["at"] == one["length"]:
            if dice < 8:
                study.tell(one["trial"], state=TrialState.FAIL)
            else:
                study.tell(one["trial"], float(one["trial"].number * 7 % 10))
            running.remove(one)
            continue
        step = one["at"] + (lcg.below(4) if dice < 10 else 0)
        kind, size = lcg.below(100), lcg.below(24)
        value = math.nan if kind < 3 else math.inf if kind < 4 else -math.inf if kind < 5 else size / 4 - one["at"] / 8
        one["at"] += 1
        if step in one["seen"]:
            continue
        one["seen"].add(step)
        one["trial"].report(value, step)
        if one["trial"].should_prune():
            pruned += [one["trial"].number, step]
            study.tell(one["trial"], state=TrialState.PRUNED)
            running.remove(one)
    return pruned


MAKE = {
    "median": lambda o: MedianPruner(
        o["startup_trials"], o["warmup_steps"], o["interval_steps"], n_min_trials=o["min_trials"]),
    "percentile": lambda o: PercentilePruner(
        o["percentile"], o["startup_trials"], o["warmup_steps"], o["interval_steps"], n_min_trials=o["min_trials"]),
    "successive_halving": lambda o: SuccessiveHalvingPruner(
        o["min_resource"], o["reduction_factor"], o["min_early_stopping_rate"], o["bootstrap_count"]),
    "hyperband": lambda o: HyperbandPruner(
        o["min_resource"], o["max_resource"], o["reduction_factor"], o["bootstrap_count"]),
    "patient": lambda o: PatientPruner(
        MAKE[o["pruner"]["type"]](o["pruner"]) if "pruner" in o else None, o["patience"], o["min_delta"]),
    "threshold": lambda o: ThresholdPruner(
        o.get("lower"), o.get("upper"), o["warmup_steps"], o["interval_steps"]),
    "wilcoxon": lambda o: WilcoxonPruner(p_threshold=o["p_threshold"], n_startup_steps=o["startup_steps"]),
}

GATES = ("startup_trials", "warmup_steps", "interval_steps", "min_trials")
HALVING = ("min_resource", "reduction_factor", "min_early_stopping_rate", "bootstrap_count")
BAND = ("min_resource", "max_resource", "reduction_factor", "bootstrap_count")
SPECS = (
    [{"type": "median", **dict(zip(GATES, g))} for g in ((5, 0, 1, 1), (0, 3, 2, 1), (2, 1, 4, 3))]
    + [{"type": "percentile", "percentile": p, **dict(zip(GATES, g))}
       for p, g in ((25, (5, 0, 1, 1)), (62.5, (1, 2, 3, 2)), (0, (1, 0, 1, 1)), (100, (1, 0, 1, 1)))]
    + [{"type": "successive_halving", **dict(zip(HALVING, h))}
       for h in ((1, 3, 0, 0), (1, 4, 0, 0), (2, 2, 1, 0), (1, 2, 0, 3), ("auto", 2, 0, 0))]
    + [{"type": "hyperband", **dict(zip(BAND, b))}
       for b in ((1, 23, 3, 0), (1, 9, 2, 0), (2, 20, 2, 2), (1, "auto", 3, 0))]
    + [{"type": "patient", "patience": p, "min_delta": d, **inner}
       for p, d, inner in (
           (0, 0, {}), (2, 0.5, {}), (4, 1, {}),
           (1, 0, {"pruner": {"type": "median", **dict(zip(GATES, (2, 1, 1, 1)))}}),
           (0, 0.25, {"pruner": {"type": "percentile", "percentile": 75, **dict(zip(GATES, (1, 0, 2, 1)))}}),
           (3, 0, {"pruner": {"type": "threshold", "upper": 2, "warmup_steps": 0, "interval_steps": 1}}))]
    + [{"type": "threshold", "warmup_steps": w, "interval_steps": i, **bounds}
       for w, i, bounds in (
           (0, 1, {"upper": 5}), (4, 3, {"lower": -2, "upper": 4}), (1, 2, {"lower": 0}), (0, 1, {"upper": 5.75}))]
    + [{"type": "wilcoxon", "p_threshold": p, "startup_steps": n, "correction": "none"}
       for p, n in ((0.1, 2), (0.3, 0), (0.05, 5), (0.5, 3))]
)



def cases():
    """The recorded ones: each pruner in both directions, one and four trials at a time."""

    seed = 0
    for spec in SPECS:
        for direction in ("minimize", "maximize"):
            for parallel in (1,) if "auto" in spec.values() else (1, 4):
                seed += 1
                yield {"seed": seed, "direction": direction, "parallel": parallel, "pruner": spec}


def further(first, count):
    for seed in range(first, first + count):
        spec = SPECS[seed % len(SPECS)]
        parallel = 1 if "auto" in spec.values() else 1 + seed // len(SPECS) % 5
        yield {"seed": seed, "direction": ("minimize", "maximize")[seed // 3 % 2], "parallel": parallel, "pruner": spec}


if __name__ == "__main__":
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    warnings.simplefilter("ignore")
    print('{"optuna": "%s", "trials": %d, "cases": [' % (optuna.__version__, TRIALS))
    lines = []
    for case in further(int(sys.argv[1]), int(sys.argv[2])) if len(sys.argv) > 1 else cases():
        case["pruned"] = replay(MAKE[case["pruner"]["type"]](case["pruner"]), case["direction"], case["parallel"], case["seed"])
        lines.append(json.dumps(case))
    print(",\n".join(lines) + "\n]}")
