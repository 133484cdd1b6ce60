import optuna


def objective(trial):
    x = trial.suggest_float("x", 0, 5)
    y = trial.suggest_float("y", 0, 3)
    return 4 * x**2 + 4 * y**2, (x - 5) ** 2 + (y - 5) ** 2


sampler = optuna.samplers.RandomSampler(seed=1)
study = optuna.create_study(directions=["minimize", "minimize"], sampler=sampler)
study.set_metric_names(["cost", "error"])
study.optimize(objective, n_trials=50)
front = study.best_trials
print("front:", 1 < len(front) <= 50)
print("values:", all(len(trial.values) == 2 for trial in front))
