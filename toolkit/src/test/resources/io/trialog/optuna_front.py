"""Prints as JSON what Optuna's own plot of the Pareto front shows of a study.

optuna_front.py FILE NAME
"""
import json
import sys
import warnings

import matplotlib

matplotlib.use("Agg")
warnings.simplefilter("ignore")

import optuna

optuna.logging.set_verbosity(optuna.logging.CRITICAL)
study = optuna.load_study(study_name=sys.argv[2], storage="sqlite:///" + sys.argv[1])
axes = optuna.visualization.matplotlib.plot_pareto_front(study)
shown = {}
for points in axes.collections:
    shown.setdefault(points.get_label(), []).extend(sorted(map(list, points.get_offsets().tolist())))
print(json.dumps({"axes": [axes.get_xlabel(), axes.get_ylabel()], "shown": shown,
                  "directions": [direction.name for direction in study.directions],
                  "best": [trial.number for trial in study.best_trials]}))
