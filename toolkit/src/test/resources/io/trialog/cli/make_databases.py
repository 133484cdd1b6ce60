"""Makes databases of Optuna: make_databases.py lists|plain|conditional|mixed|named|alike FILE; read_back FILE prints params and choices."""
import json
import sys
import warnings

import optuna

warnings.simplefilter("ignore")
optuna.logging.set_verbosity(optuna.logging.ERROR)


def lists(trial):
    net = trial.suggest_categorical("net", [[128], [64, 64]])
    size = trial.suggest_categorical("size", [(1, 2), (3, 4)])
    kind = trial.suggest_categorical("kind", [{"a": 1}, {"b": [2.5, None, True]}])
    twice = trial.suggest_categorical("twice", ["a", "a", "b"])
    return len(net) + size[0] + len(kind) + (twice == "b")


def plain(trial):
    return trial.suggest_float("x", 0, 1) + trial.suggest_int("constant", 3, 3) + trial.suggest_int("n", 1, 9)


def named(trial):
    return trial.suggest_float("learning rate", 0, 1)


def alike(trial):
    return trial.suggest_float("lr-1", 0, 1) + trial.suggest_float("lr.1", 0, 1)


def conditional(trial):
    constant = trial.suggest_int("constant", 3, 3)
    x = trial.suggest_float("x", 0, 1)
    model = trial.suggest_categorical("model", ["a", "b"])
    depth = trial.suggest_int("depth", 1, 9) if model == "a" else 0
    return x + depth + constant


def mixed(trial):
    x = trial.suggest_float("x", 0, 1)
    return x + (trial.suggest_int("odd", 1, 9) if x < 0.5 else 0)


def main(verb, path):
    url = f"sqlite:///{path}"
    if verb == "read_back":
        study = optuna.load_study(study_name=None, storage=f"sqlite:///file:{path}?mode=ro&uri=true")
        print(json.dumps([
            {"params": t.params, "choices": {n: d.choices for n, d in t.distributions.items() if hasattr(d, "choices")}}
            for t in study.get_trials()
        ]))
        return
    objective = {"lists": lists, "plain": plain, "conditional": conditional, "mixed": mixed, "named": named,
                 "alike": alike}[verb]
    study = optuna.create_study(study_name=verb, storage=url, sampler=optuna.samplers.RandomSampler(seed=3))
    study.optimize(objective, n_trials=8)
    if verb != "lists":
        study.enqueue_trial({"x": 0.25})


main(*sys.argv[1:])
