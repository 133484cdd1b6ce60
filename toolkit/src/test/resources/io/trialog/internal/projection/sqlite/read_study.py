"""Prints what Optuna sees in a database, as JSON; with a second argument, continues that many trials first."""
import json
import shutil
import sys
import warnings

import optuna

warnings.filterwarnings("error", module="optuna.distributions")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def objective(trial):
    rate = trial.suggest_float("rate", 1e-5, 0.3, log=True)
    depth = trial.suggest_int("depth", 2, 8)
    trial.report(rate, 0)
    return (rate - 0.01) ** 2 + depth


def main(path, more):
    url = f"sqlite:///file:{path}?mode=ro&uri=true"
    if more:
        shutil.copy(path, path + ".copy")
        url = f"sqlite:///{path}.copy"
    study = optuna.load_study(study_name=None, storage=url)
    if more:
        study.optimize(objective, n_trials=more)
    trials = [
        {
            "number": t.number,
            "state": t.state.name,
            "values": t.values,
            "params": t.params,
            "distributions": {n: repr(d) for n, d in t.distributions.items()},
            "intermediate": {str(k): v for k, v in sorted(t.intermediate_values.items())},
            "user": t.user_attrs,
            "system": t.system_attrs,
            "constraints": t.constraints,
            "start": t.datetime_start and t.datetime_start.isoformat(),
            "complete": t.datetime_complete and t.datetime_complete.isoformat(),
        }
        for t in study.get_trials()
    ]
    done = [t for t in trials if t["state"] == "COMPLETE"]
    print(json.dumps({
        "name": study.study_name,
        "directions": [d.name for d in study.directions],
        "metric_names": study.metric_names,
        "user": study.user_attrs,
        "best": study.best_trial.number if done else None,
        "trials": trials,
    }))


main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 0)
