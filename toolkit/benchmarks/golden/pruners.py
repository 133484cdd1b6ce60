"""Records what Optuna's pruners decide on random sequences; RandomParityTest replays the same sequences.

    pip install optuna==5.0.0
    python pruners.py > ../../src/test/resources/io/trialog/internal/pruner/optuna5-random.json
"""

import json
import math

import optuna
from optuna.pruners import HyperbandPruner, MedianPruner, PercentilePruner, SuccessiveHalvingPruner
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
                study.tell(one["trial"], 1.0)
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
)

if __name__ == "__main__":
    optuna.logging.set_verbosity(optuna.logging.ERROR)
    seed = 0
    print('{"optuna": "%s", "trials": %d, "cases": [' % (optuna.__version__, TRIALS))
    lines = []
    for spec in SPECS:
        for direction in ("minimize", "maximize"):
            for parallel in (1,) if "auto" in spec.values() else (1, 4):
                seed += 1
                case = {"seed": seed, "direction": direction, "parallel": parallel, "pruner": spec}
                case["pruned"] = replay(MAKE[spec["type"]](spec), direction, parallel, seed)
                lines.append(json.dumps(case))
    print(",\n".join(lines) + "\n]}")
