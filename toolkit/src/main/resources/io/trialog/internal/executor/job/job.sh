#!/bin/sh
@{directives}
# One attempt of a trial. Written by Trialog; it runs outside the controller and outlives it.
#
#   sh job.sh                  runs the job; a second copy of the same job does nothing (the fence: started/)
#   sh job.sh program UMASK    used by the job itself: becomes the program
#
# Leaves out.log, err.log, started.json and, when everything is over, exit.json. Nobody else may read them.

token=@{token}
directory=@{directory}
workdir=@{workdir}
limit=@{limit}
grace=@{grace}
job=@{job}
restart=@{restart}
node=@{node}
own_session=@{session}

# Runs a command as the leader of a session, so that it and what it starts can be signalled as one group.
in_new_session() {
    if command -v setsid >/dev/null 2>&1; then
        exec setsid "$@"
    elif command -v perl >/dev/null 2>&1; then
        exec perl -e 'use POSIX (); POSIX::setsid(); exec { $ARGV[0] } @ARGV; exit 127' "$@"
    elif command -v python3 >/dev/null 2>&1; then
        exec python3 -c 'import os, sys; os.setsid(); os.execvp(sys.argv[1], sys.argv[1:])' "$@"
    fi
    echo "trialog: one of setsid, perl, python3 is needed to start a job, and none was found." >&2
    exit 125
}

become_program() {
    @{attach}
    cd "$workdir" || exit 125
    set -- @{command}
    case $1 in
    *=*) set -- sh -c 'exec "$@"' sh "$@" ;; # env would take such a name for a variable
    esac
    set -- "TRIALOG_TOKEN=$token" "TRIALOG_RESTART=$restart" "$@"
    if [ "$restart" -gt 0 ]; then
        set -- "TRIALOG_REPORT=$directory/report.$restart.jsonl" "$@"
    fi
    set -- @{environment} "$@"
    clients=@{clients}
    if [ -n "$clients" ]; then
        # The entries of the user come first, and a parameter of this name stands instead of all of them.
        set -- "PYTHONPATH=${PYTHONPATH:+$PYTHONPATH:}$clients" "$@"
    fi
    if env --default-signal=INT --default-signal=QUIT true 2>/dev/null; then
        # a shell without job control starts background commands with these two ignored
        set -- --default-signal=INT --default-signal=QUIT "$@"
    fi
    exec env "$@"
}

cd "$directory" || exit 125
if [ "${1-}" = program ]; then
    umask "$2"
    become_program
fi
export TRIALOG_TOKEN="$token"
if [ "$own_session" = yes ] && [ "${TRIALOG_SESSION-}" != "$token" ]; then
    export TRIALOG_SESSION="$token"
    in_new_session sh job.sh
fi
unset TRIALOG_SESSION
users_umask=$(umask) # for the files of the program
umask 077

# Field $2 of /proc/$1/stat, counted from the state, which is 1: the process's name may hold anything.
stat_field() {
    stat_line=$(cat "/proc/$1/stat" 2>/dev/null) || return 1
    stat_wanted=$2
    set -- ${stat_line##*") "}
    shift $((stat_wanted - 1))
    printf '%s\n' "${1-}"
}

# Hundredths of a second since some fixed moment.
ticks() {
    if read -r uptime rest 2>/dev/null </proc/uptime; then
        printf '%s\n' "$((${uptime%.*} * 100 + 1${uptime#*.} - 100))"
    else
        printf '%s\n' "$(($(date +%s) * 100))"
    fi
}

publish() { # FILE TEXT: the file appears whole or not at all; a full disk is given a minute
    tries=0
    until printf '%s\n' "$2" >"$1.tmp" && mv -f "$1.tmp" "$1"; do
        tries=$((tries + 1))
        [ "$tries" -lt 30 ] || return 1
        sleep 2
    done
}

# What stands before a negative number: some shells want "--" there, BusyBox takes it for a number.
ends=--
kill -s 0 -- "$$" 2>/dev/null || ends=

terminate() {
    [ -n "$program" ] || return 0
    if kill -s TERM $ends "-$program" 2>/dev/null || kill -s TERM "$program" 2>/dev/null; then
        kill -s CONT $ends "-$program" 2>/dev/null
    fi
}

slay() {
    [ -n "$program" ] || return 0
    kill -s KILL $ends "-$program" 2>/dev/null || kill -s KILL "$program" 2>/dev/null
}

# In the background: waits $1 seconds, then runs the rest. TERM ends it and its sleep.
after() {
    (
        before=$!
        trap '[ "$!" = "$before" ] || { kill "$!" && wait "$!"; } 2>/dev/null; exit 0' TERM
        sleep "$1" &
        wait "$!" || exit 0
        shift
        "$@"
    ) &
    helpers="$helpers $!"
}

expire() {
    kill -s 0 "$program" 2>/dev/null || return 0
    : >"$mark/timed_out"
    terminate
    sleep "$grace" &
    wait "$!"
    slay
}

# A scheduler's word that the time is nearly up, or that the place is needed: it is for the program.
forward() {
    woken=yes
    [ -n "$program" ] || return 0
    kill -s "$1" $ends "-$program" 2>/dev/null || kill -s "$1" "$program" 2>/dev/null
}

on_signal() {
    interrupted=yes
    woken=yes
    [ -z "$stopping" ] || return 0
    stopping=yes
    [ -n "$program" ] || return 0
    terminate
    after "$grace" slay
}

# The environments in which this job's token stands. BusyBox's grep sees a line only up to its first NUL.
with_token() {
    if printf 'a\0b\n' | grep -qF b; then
        set -- $(grep -lF "TRIALOG_TOKEN=$token" /proc/[0-9]*/environ 2>/dev/null)
    else
        set -- /proc/[0-9]*/environ
    fi
    for environ in "$@"; do
        if tr '\0' '\n' 2>/dev/null <"$environ" | grep -qxF "TRIALOG_TOKEN=$token"; then
            printf '%s\n' "$environ"
        fi
    done 2>/dev/null
}

# Kills what carries this job's token but left its process group.
slay_strays() {
    [ -r /proc/self/environ ] || return 0
    mine=$(stat_field $$ 4)
    rounds=0
    quiet=0
    while [ "$rounds" -lt 10 ] && [ "$quiet" -lt 2 ]; do # twice: a process that is just becoming another shows nothing
        rounds=$((rounds + 1))
        quiet=$((quiet + 1))
        for file in $(with_token); do
            stray=${file#/proc/}
            stray=${stray%/environ}
            stray_session=$(stat_field "$stray" 4) || continue
            [ "$stray_session" != "$mine" ] || continue
            quiet=0
            kill -s KILL "$stray" 2>/dev/null
        done
        [ "$quiet" -gt 1 ] || sleep 0.02 2>/dev/null
    done
}

# Whether the program's process group has members, those aside that are over and only wait for their parent.
group_lives() {
    kill -s 0 $ends "-$program" 2>/dev/null || return 1
    [ -r /proc/self/stat ] || return 0
    [ -n "$(cat /proc/[0-9]*/stat 2>/dev/null | sed -n "s/^.*) [^ZX] [0-9]* $program .*/lives/p")" ]
}

# Ends what the program left behind: asks first, for at most a second.
sweep() {
    rounds=0
    while group_lives && [ "$rounds" -lt 10 ]; do
        [ "$rounds" -gt 0 ] || terminate
        rounds=$((rounds + 1))
        sleep 0.1 2>/dev/null || sleep 1
    done
    slay
    slay_strays
}

write_started() {
    boot=$(cat /proc/sys/kernel/random/boot_id 2>/dev/null)
    publish started.json "{\"token\":\"$token\",\"pid\":$$,\"start\":$(stat_field $$ 20 || echo 0),\"program\":$program,\
\"program_start\":$(stat_field "$program" 20 || echo 0),\"host\":\"$(uname -n)\",\"node\":\"$node\",\"boot\":\"$boot\",\"restart\":$restart,\"grace\":$grace,\"at\":$(date +%s)}"
}

write_exit() {
    exit_code=$code
    signal=null
    if [ "$code" -gt 128 ] && [ "$code" -le 192 ]; then
        signal=$((code - 128))
        exit_code=null
    fi
    fraction=$((hundredths % 100 + 100))
    timed_out=false
    [ ! -e "$mark/timed_out" ] || timed_out=true
    publish exit.json "{\"token\":\"$token\",\"exit_code\":$exit_code,\"signal\":$signal,\"restart\":$restart,\
\"seconds\":$((hundredths / 100)).${fraction#1},\"timed_out\":$timed_out,\"cancelled\":$cancelled}"
}

explain_code() {
    case $code in
    126 | 127)
        set -- @{command}
        printf 'trialog: exit code %s usually means that a program was not found (127) or is not executable (126).\n' "$code"
        printf 'trialog: the command was %s in %s, with PATH=%s\n' "$1" "$workdir" "$PATH"
        ;;
    esac >&2
}

program=
stopping=
interrupted=
woken=
helpers=
hundredths=0
cancelled=false
trap 'forward USR1' USR1
trap 'forward USR2' USR2
trap on_signal TERM INT HUP # before the fence: whoever finds this job started may end it

# The fence. mkdir is atomic, also on NFS: of several copies one enters, and none after a later restart has.
mkdir -p started || exit 125
# Its program had ended by itself: nothing is left to do for a restart. Not so if it was killed, since a scheduler that
# starts a job again signals all of it at once, and the program may be gone before this shell has heard of it.
if [ "$restart" -gt 0 ] && [ ! -e resume ] && grep -q '"timed_out":false,"cancelled":false' exit.json 2>/dev/null &&
    ! grep -q -e '"signal":9,' -e '"signal":15,' exit.json; then
    exit 0
fi
if ! mkdir "started/$restart" 2>/dev/null; then
    [ -d "started/$restart" ] && exit 0
    exit 125
fi
for entered in started/*; do
    if [ "${entered##*/}" -gt "$restart" ]; then
        exit 0
    fi
done
if [ "$restart" -gt 0 ] && [ -s started/0/job ] && [ "$(cat started/0/job)" != "$job" ]; then
    exit 0
fi
mark=started/$restart
printf '%s\n' "$job" >"$mark/job"
rm -f exit.json
exec >>out.log 2>>err.log </dev/null

begin=$(ticks)
case $limit$grace in
*.*)
    if ! sleep 0.001 2>/dev/null; then # POSIX knows whole seconds only
        limit=${limit:+$((${limit%.*} + 1))}
        grace=$((${grace%.*} + 1))
    fi
    ;;
esac
@{setup}
if [ -e cancel ] || [ -n "$interrupted" ]; then
    cancelled=true
    code=143
    write_exit
    exit "$code"
fi
(in_new_session sh job.sh program "$users_umask") &
program=$!
if [ -n "$interrupted" ]; then
    terminate
    after "$grace" slay
fi
[ -z "$limit" ] || after "$limit" expire
write_started

# A wait that a signal interrupts tells nothing of the program: only one that is not has its exit code. A shell that has
# told it already may have forgotten it (127).
code=
while :; do
    woken=
    wait "$program"
    status=$?
    [ "$status" -eq 127 ] && [ -n "$code" ] || code=$status
    [ -n "$woken" ] || break
done
[ -z "$stopping" ] || cancelled=true
stopping=yes
hundredths=$(($(ticks) - begin))
for helper in $helpers; do
    kill -s TERM "$helper" 2>/dev/null
done
for helper in $helpers; do
    wait "$helper" 2>/dev/null
done
sweep
@{teardown}
explain_code
write_exit
exit "$code"
