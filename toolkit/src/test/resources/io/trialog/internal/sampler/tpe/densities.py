"""Prints Optuna's log densities of the mixtures in a JSON file, with observations of equal value in the order that the file gives."""

import json
import sys

import numpy
from optuna.distributions import CategoricalDistribution, FloatDistribution, IntDistribution
from optuna.samplers._tpe import parzen_estimator
from optuna.samplers._tpe.sampler import default_weights

SPACE = {
    "c": CategoricalDistribution(["a", "b", "c"]),
    "lr": FloatDistribution(1e-4, 1, log=True),
    "n": IntDistribution(0, 6),
    "s": FloatDistribution(0, 1, step=0.1),
    "w": IntDistribution(1, 64, log=True),
    "x": FloatDistribution(0, 1),
}


class Ordered:
    """NumPy, except that real numbers are sorted in one of some given orders."""

    def __init__(self):
        self.orders = []

    def __getattr__(self, name):
        return getattr(numpy, name)

    def argsort(self, values):
        if values.dtype.kind == "i":
            return numpy.argsort(values)
        ordered = numpy.sort(values)
        return next(o for o in self.orders if len(o) == len(values) and numpy.array_equal(values[o], ordered))


parzen_estimator.np = Ordered()
PARAMETERS = parzen_estimator._ParzenEstimatorParameters(
    prior_weight=1.0, consider_magic_clip=True, consider_endpoints=False, weights=default_weights, multivariate=True)


def densities(history):
    result = []
    for name, distribution in SPACE.items():
        order = history["orders"].get(name)
        parzen_estimator.np.orders = [numpy.array(order, dtype=int)] if order is not None else []
        estimator = parzen_estimator._ParzenEstimator(
            {name: numpy.array(history["observations"][name], dtype=float)}, {name: distribution}, PARAMETERS)
        result.append(estimator.log_pdf({name: numpy.array(history["points"][name], dtype=float)}).tolist())
    return result


if __name__ == "__main__":
    with open(sys.argv[1]) as file:
        print(json.dumps([densities(history) for history in json.load(file)]))
