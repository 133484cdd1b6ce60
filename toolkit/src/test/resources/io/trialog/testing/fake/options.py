"""Command lines of Slurm's programs, as far as the fake ones understand them."""
import re

SHORT = {
    "sbatch": dict(J="job-name", o="output", e="error", D="chdir", p="partition", t="time", a="array", d="dependency",
                   N="nodes", n="ntasks", c="cpus-per-task", w="nodelist", x="exclude", A="account", q="qos",
                   C="constraint", G="gpus", b="begin", M="clusters", L="licenses", H=("hold",), Q=("quiet",),
                   W=("wait",), v=("verbose",), O=("overcommit",), s=("oversubscribe",)),
    "squeue": dict(o="format", t="states", n="name", j="jobs", u="user", p="partition", w="nodelist", A="account",
                   S="sort", h=("noheader",), r=("array",), a=("all",), l=("long",), V=("version",), s=("steps",)),
    "scancel": dict(s="signal", n="name", u="user", p="partition", t="state", b=("batch",), f=("full",), Q=("quiet",),
                    v=("verbose",)),
    "scontrol": dict(o=("oneliner",), d=("details",), a=("all",), Q=("quiet",), V=("version",)),
    "sacct": dict(o="format", j="jobs", S="starttime", E="endtime", u="user", s="state", X=("allocations",),
                  P=("parsable2",), p=("parsable",), D=("duplicates",), n=("noheader",), V=("version",), L=("allclusters",)),
    "sinfo": dict(o="format", p="partition", n="nodes", t="states", h=("noheader",), N=("Node",), V=("version",),
                  a=("all",), l=("long",)),
}
FLAGS = {"parsable", "requeue", "no-requeue", "hold", "exclusive", "test-only", "quiet", "verbose", "wait", "me", "json",
         "noheader", "array", "all", "version", "batch", "full", "parsable2", "allocations", "duplicates", "oneliner",
         "overcommit", "contiguous", "spread-job", "ctld", "only-job-state", "details", "noconvert", "long"}


def parse(program, words):
    """Options by their long names, and what is none of them. A script's own arguments are not told apart."""
    options, rest, words = {}, [], list(words)
    while words:
        word = words.pop(0)
        if word.startswith("--"):
            name, equals, value = word[2:].partition("=")
            if equals:
                options[name] = value
            elif name in FLAGS or not words:
                options[name] = True
            else:
                options[name] = words.pop(0)
        elif word.startswith("-") and len(word) > 1:
            short(program, word[1:], words, options)
        else:
            rest.append(word)
    return options, rest


def short(program, letters, words, options):
    while letters:
        meaning = SHORT[program].get(letters[0])
        if isinstance(meaning, str):
            options[meaning] = letters[1:] or words.pop(0)
            return
        if meaning is None:
            raise SystemExit("%s: invalid option -- '%s'" % (program, letters[0]))
        options[meaning[0]] = True
        letters = letters[1:]


def directives(script):
    """The words of the #SBATCH lines, which end at the first command."""
    import shlex
    words = []
    for line in script.splitlines():
        if line.startswith("#SBATCH"):
            words += shlex.split(line[7:], comments=True)
        elif line.strip() and not line.startswith("#"):
            break
    return words


def minutes_of(text):
    """A time limit in whole minutes, rounded up; None for none. ValueError if it is no time."""
    if text in (None, "UNLIMITED", "INFINITE", "0"):
        return None
    if not re.fullmatch(r"(\d+-)?\d+(:\d+){0,2}", text):
        raise ValueError(text)
    days, dash, clock = text.rpartition("-")
    parts = [int(part) for part in clock.split(":")]
    if dash:
        hours, minutes, seconds = (parts + [0, 0])[:3]
    elif len(parts) == 1:
        hours, minutes, seconds = 0, parts[0], 0
    else:
        hours, minutes, seconds = ([0] + parts)[-3:]
    return -(-(((int(days or 0) * 24 + hours) * 60 + minutes) * 60 + seconds) // 60)


def indices(text):
    """Of an array: ([0, 1, ...], throttle). ValueError if it is none."""
    ranges, _, throttle = text.partition("%")
    found = []
    for part in ranges.split(","):
        match = re.fullmatch(r"(\d+)(?:-(\d+)(?::(\d+))?)?", part)
        if not match:
            raise ValueError(text)
        first, last, step = match.groups()
        found += range(int(first), int(last or first) + 1, int(step or 1))
    return found, int(throttle or 0)


def spans(numbers):
    """0,1,2,5 as 0-2,5."""
    out = []
    for n in sorted(numbers):
        if out and out[-1][1] == n - 1:
            out[-1][1] = n
        else:
            out.append([n, n])
    return ",".join(str(a) if a == b else "%d-%d" % (a, b) for a, b in out)


def duration(seconds, padded=False):
    """How squeue (1:05) and, padded, scontrol (00:01:05) write a time."""
    seconds = int(seconds)
    days, seconds = divmod(seconds, 86400)
    hours, minutes, seconds = seconds // 3600, seconds // 60 % 60, seconds % 60
    if days:
        return "%d-%02d:%02d:%02d" % (days, hours, minutes, seconds)
    if hours or padded:
        return ("%02d" if padded else "%d") % hours + ":%02d:%02d" % (minutes, seconds)
    return "%d:%02d" % (minutes, seconds)
