# Runs a program as a step of an allocation: sh -c THIS step DIRECTORY srun ... program ...
#
# srun answers TERM by killing the tasks at once. Therefore it stands in a session of its own, and TERM is handed to the tasks,
# which then have time to end by themselves; what is left after the grace period is ended by the wrapper.

directory=$1
shift
srun=
interrupted=

hand_on() {
    interrupted=yes
    if read -r step node <"$directory/step"; then
        scancel --signal=TERM "$step" &
    elif [ -n "$srun" ]; then
        kill -s TERM "$srun" # no task has been started
    fi
} 2>/dev/null
trap hand_on TERM

setsid "$@" &
srun=$!
[ -z "$interrupted" ] || kill -s TERM "$srun" 2>/dev/null
code=
while :; do
    interrupted=
    wait "$srun"
    status=$?
    [ "$status" -eq 127 ] && [ -n "$code" ] || code=$status
    [ -n "$interrupted" ] || break
done
exit "$code"
