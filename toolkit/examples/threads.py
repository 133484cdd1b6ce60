import threading

import optuna

names = set()


def objective(trial):
    names.add(threading.current_thread().name)
    x = trial.suggest_float("x", -5, 5)
    threading.Event().wait(0.02)
    return x * x


study = optuna.create_study()
study.optimize(objective, n_trials=40, n_jobs=4)
print("trials:", len(study.trials))
print("several:", len(names) > 1)
