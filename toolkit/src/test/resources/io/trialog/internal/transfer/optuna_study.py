"""Optuna's part of a test.

optuna_study.py write FILE            writes the studies 'first' and 'second'
optuna_study.py show FILE NAME        prints what Optuna sees of a study, as JSON
optuna_study.py more FILE NAME N      goes on with a study by Optuna's TPE, then prints it
"""
import json
import sys
import warnings

import optuna

warnings.simplefilter("ignore", optuna.exceptions.ExperimentalWarning)
optuna.logging.set_verbosity(optuna.logging.CRITICAL)


def objective(trial):
    rate = trial.suggest_float("rate", 1e-5, 0.3, log=True)
    depth = trial.suggest_int("depth", 2, 8)
    model = trial.suggest_categorical("model", ["trees", "net", None, True, 3, 2.5])
    momentum = trial.suggest_float("momentum", 0.0, 0.95, step=0.05) if model == "net" else 0.5
    width = trial.suggest_int("width", 8, 1024, log=True)
    trial.suggest_int("even", 0, 20, step=2)
    trial.set_user_attr("note", {"text": "it's \"a\" note", "list": [1, 2.5, None, True]})
    if trial.number == 7:
        raise ValueError("a failure")
    if trial.number == 9:
        return float("nan")
    if trial.number == 11:
        return float("inf")
    value = (rate - 0.01) ** 2 + depth + momentum / width
    for step in (0, 1, 5, 3):
        trial.report(float("nan") if trial.number == 4 and step == 1 else value + step, step)
    if trial.number % 6 == 5:
        raise optuna.TrialPruned()
    return value


def write(url):
    sampler = optuna.samplers.TPESampler(seed=1, constraints_func=lambda trial: [trial.params["depth"] - 6.0])
    first = optuna.create_study(study_name="first", storage=url, sampler=sampler)
    first.set_metric_names(["loss"])
    first.set_user_attr("who", "optuna")
    first.enqueue_trial({"depth": 3, "model": "net"})
    first.optimize(objective, n_trials=40, catch=(ValueError,))
    first.ask()
    first.enqueue_trial({"depth": 8})
    second = optuna.create_study(study_name="second", storage=url, directions=["minimize", "maximize"])
    second.optimize(lambda trial: (trial.suggest_float("x", 0, 1), trial.suggest_int("n", 1, 3)), n_trials=5)


def show(study):
    trials = [
        {
            "state": t.state.name,
            "values": t.values,
            "params": t.params,
            "intermediate": {str(k): v for k, v in t.intermediate_values.items()},
            "user": t.user_attrs,
            "fixed": t.system_attrs.get("fixed_params", {}),
            "constraints": t.system_attrs.get("constraints", []),
            "start": t.datetime_start and t.datetime_start.isoformat(),
        }
        for t in study.get_trials()
    ]
    single = len(study.directions) == 1
    print(json.dumps({
        "directions": [d.name for d in study.directions],
        "metrics": study.metric_names,
        "user": study.user_attrs,
        "best": study.best_trial.number if single else None,
        "front": sorted(t.number for t in study.best_trials),
        "trials": trials,
    }))


def simple(trial):
    x = trial.suggest_float("x", -5.0, 10.0)
    trial.suggest_float("rate", 1e-5, 0.3, log=True)
    trial.suggest_int("depth", 2, 8)
    trial.report(x, 0)
    return x * x


def main(verb, path, name="", more="0"):
    url = f"sqlite:///{path}"
    if verb == "write":
        write(url)
        return
    study = optuna.load_study(study_name=name, storage=url, sampler=optuna.samplers.TPESampler(seed=2))
    if int(more):
        study.optimize(simple, n_trials=int(more))
    show(study)


main(*sys.argv[1:])
