#!/bin/sh
@{directives}
# A place on the cluster, one element of an array. Written by Trialog. It announces itself in waiting/, is given a trial's job
# when it has started and not before, runs that, and ends. Without one it leaves after a while.

home=@{home}
patience=@{patience}
slot=@{place}
node=@{node}

@{beginning}
cd "$home" || exit 125

# What this place does is decided once: the first line is the script of its job, an empty one sends it home.
run_job() {
    IFS= read -r script <"decisions/$slot/script" || exit 0
    [ -n "$script" ] || exit 0
    cd "${script%/*}" || exit 125
    exec sh "$script"
}

# Started again by the scheduler: it goes on with what it had.
[ ! -f "decisions/$slot/script" ] || run_job

[ ! -e closed ] || exit 0
printf '%s\n' "${node:-$(uname -n)}" >"waiting/.$slot" && mv -f "waiting/.$slot" "waiting/$slot" || exit 125
# A place that has just started is expected: its job may come within a moment.
rounds=0
while [ "$rounds" -lt 20 ] && [ ! -f "decisions/$slot/script" ] && [ ! -e closed ]; do
    sleep 0.1 2>/dev/null || break # POSIX knows whole seconds only
    rounds=$((rounds + 1))
done
rounds=0
while [ "$rounds" -lt "$patience" ]; do
    [ ! -f "decisions/$slot/script" ] || run_job
    if [ -e closed ] || [ ! -d decisions ]; then
        break
    fi
    sleep 1
    rounds=$((rounds + 1))
done

# One rename decides, here as in the controller, also on NFS: a directory takes the name of none that holds something.
[ -d decisions ] && mkdir -p "offers/$slot" && : >"offers/$slot/script" && mv "offers/$slot" "decisions/$slot" 2>/dev/null
rm -f "waiting/$slot"
[ ! -f "decisions/$slot/script" ] || run_job
exit 0
