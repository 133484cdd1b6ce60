import optuna
from optuna.trial import TrialState

study = optuna.create_study(direction="maximize", pruner=optuna.pruners.MedianPruner(n_startup_trials=3))
study.set_user_attr("data", "toy")
study.enqueue_trial({"x": 2.0})
while len(study.get_trials(states=[TrialState.COMPLETE, TrialState.PRUNED])) < 30:
    trial = study.ask()
    x = trial.suggest_float("x", 0, 4)
    trial.set_user_attr("square", x * x)
    if x > 3.9:
        study.tell(trial, state=TrialState.FAIL)
        continue
    pruned = False
    for step in range(10):
        trial.report(-((x - 2) ** 2) - 1 / (step + 1), step)
        pruned = pruned or trial.should_prune()
    if pruned:
        study.tell(trial, state=TrialState.PRUNED)
    else:
        study.tell(trial, -((x - 2) ** 2))
print("best:", study.best_value)
print("data:", study.user_attrs["data"])
print("square:", study.best_trial.user_attrs["square"])
