import optuna

seen = []


def objective(trial):
    x = trial.suggest_float("x", -10, 10)
    y = trial.suggest_int("y", 0, 10)
    return x * x + y


def callback(study, trial):
    seen.append(trial.number)
    if study.best_value < 5:
        study.stop()


study = optuna.create_study(sampler=optuna.samplers.TPESampler(seed=1))
study.optimize(objective, n_trials=1000, callbacks=[callback])
print("reached:", study.best_value < 5)
print("stopped:", len(study.trials) < 1000)
print("seen:", len(seen) == len(study.trials))
print("again:", objective(optuna.trial.FixedTrial({"x": 2.0, "y": 3})))
print("best again:", objective(study.best_trial) == study.best_value)
