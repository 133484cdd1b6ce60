import math

import optuna


def objective(trial):
    kind = trial.suggest_categorical("kind", ["linear", "rbf"])
    c = trial.suggest_float("c", 1e-3, 1e3, log=True)
    loss = (math.log10(c) - 1) ** 2
    if kind == "linear":
        return loss + 1
    gamma = trial.suggest_float("gamma", 1e-4, 1, log=True)
    return loss + (math.log10(gamma) + 2) ** 2


sampler = optuna.samplers.TPESampler(n_startup_trials=5, seed=1)
study = optuna.create_study(sampler=sampler)
study.optimize(objective, n_trials=60)
best = study.best_trial
print("kind:", best.params["kind"])
print("close:", best.value < 0.5)
if best.params["kind"] == "rbf":
    print("gamma:", 1e-4 <= best.params["gamma"] <= 1)
