#!/bin/sh
@{directives}
# A place on the cluster, one task of an array. Written by Trialog. It announces itself in waiting/, is given a trial's job
# when it has started and not before, runs that, and ends. Without one it leaves after a while.

home=@{home}
patience=@{patience}
slot="${SLURM_ARRAY_JOB_ID}_${SLURM_ARRAY_TASK_ID}"

unset SLURM_EXPORT_ENV
cd "$home" || exit 125

# The script of the job that this place was given, as its first line; an empty one sends it home.
run_job() {
    IFS= read -r script <"jobs/$slot" || exit 0
    [ -n "$script" ] || exit 0
    cd "${script%/*}" || exit 125
    exec sh "$script"
}

# Started again by the scheduler: it goes on with what it had.
[ ! -f "jobs/$slot" ] || run_job

[ ! -e closed ] || exit 0
printf '%s\n' "${SLURMD_NODENAME:-$(uname -n)}" >"waiting/.$slot" && mv -f "waiting/.$slot" "waiting/$slot" || exit 125
# A place that has just started is expected: its job may come within a moment.
rounds=0
while [ "$rounds" -lt 20 ] && [ ! -f "jobs/$slot" ] && [ ! -e closed ]; do
    sleep 0.1 2>/dev/null || break # POSIX knows whole seconds only
    rounds=$((rounds + 1))
done
rounds=0
while [ "$rounds" -lt "$patience" ]; do
    [ ! -f "jobs/$slot" ] || run_job
    if [ -e closed ] || [ ! -d decided ]; then
        break
    fi
    sleep 1
    rounds=$((rounds + 1))
done

# mkdir is atomic, also on NFS: either this place leaves, or the controller has taken it and its job is about to come.
if ! mkdir "decided/$slot" 2>/dev/null; then
    rounds=0
    while [ -d "decided/$slot" ] && [ "$rounds" -lt 120 ]; do
        [ ! -f "jobs/$slot" ] || run_job
        sleep 1
        rounds=$((rounds + 1))
    done
fi
rm -f "waiting/$slot"
exit 0
