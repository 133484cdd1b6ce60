#!/bin/sh
@{directives}
# What a compute node can do, one line per check: GRADE|SUBJECT|WORDS. Written by Trialog for `trialog doctor --node`.

directory=@{directory}
workdir=@{workdir}
jar=@{jar}
java=@{java}
answer=$directory/answer

@{beginning}

say() { printf '%s|%s|%s\n' "$1" "$2" "$3" >>"$answer.part"; }

if ! cd "$directory" 2>/dev/null || ! : >"$answer.part"; then
    echo "trialog: $directory can't be written to from $(uname -n)" >&2
    exit 1
fi
say OK node "$(uname -n), $(nproc 2>/dev/null || echo '?') CPUs, $(uname -sr)"
say TIME clock "$(date +%s)"
if mkdir once 2>/dev/null && ! mkdir once 2>/dev/null; then
    say OK 'study directory' 'visible and writable, mkdir is atomic'
else
    say BAD 'study directory' 'mkdir does not tell who was first'
fi
printf 'x\n' >new && mv -f new renamed && [ -f renamed ] && [ ! -e new ] \
    && say OK 'study directory' 'rename works' || say BAD 'study directory' 'rename does not work'
[ -d "$workdir" ] && say OK 'working directory' "$workdir is visible" || say BAD 'working directory' "$workdir is not visible"
[ -r "$jar" ] && say OK jar "$jar is visible" || say BAD jar "$jar is not visible"
if version=$("$java" -version 2>&1); then
    say OK java "$java: $(printf '%s\n' "$version" | head -n 1)"
    if "$java" -jar "$jar" --version >/dev/null 2>err; then
        say OK java 'Trialog starts there'
    else
        say BAD java "Trialog does not start there: $(head -n 1 err)"
    fi
else
    say BAD java "$java does not run"
fi
for command in @{programs}; do
    if command -v "$command" >/dev/null 2>&1; then
        say OK "$command" 'is there'
    else
        say NOTE "$command" 'is not there'
    fi
done
if { @{trial}; } >/dev/null 2>&1; then
    say OK submission 'allowed there, so a controller can be a job'
else
    say NOTE submission 'not allowed there, so a controller can not be a job'
fi
command -v setsid >/dev/null 2>&1 || command -v perl >/dev/null 2>&1 || command -v python3 >/dev/null 2>&1 \
    || say BAD wrapper 'none of setsid, perl, python3 is there, and one is needed to start a job'
mv -f "$answer.part" "$answer"
