import random

import optuna
from optuna.samplers import BaseSampler
from optuna.trial import TrialState


class NearTheBest(BaseSampler):
    def __init__(self, seed):
        self._random = random.Random(seed)

    def infer_relative_search_space(self, study, trial):
        return {}

    def sample_relative(self, study, trial, search_space):
        return {}

    def sample_independent(self, study, trial, name, distribution):
        low, high = distribution.low, distribution.high
        u = self._random.random()
        if not study.get_trials(states=(TrialState.COMPLETE,)):
            return low + u * (high - low)
        width = (high - low) / (1 + trial.number)
        near = study.best_trial.params[name] + (2 * u - 1) * width
        return min(max(near, low), high)


study = optuna.create_study(sampler=NearTheBest(1))
study.optimize(lambda trial: (trial.suggest_float("x", -5, 5) - 2) ** 2, n_trials=200)
print("close:", study.best_value < 0.1)
