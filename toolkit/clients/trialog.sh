# Report from a shell script to Trialog. POSIX shell, grep, sed, tail and awk; works under `set -eu`.
#
#     . ./trialog.sh
#     lr=$(trialog_param lr 0.1)
#     trialog_log 3 val_auc=0.81 loss=0.4      # or a bare number, which is the objective metric
#     if trialog_should_prune; then exit 79; fi
#     trialog_attr note "any text"
#     trialog_finish val_auc=0.83              # or a bare number
#
# What is no number is refused: a message, status 2, nothing written. Outside of a study (no TRIALOG_REPORT) the functions
# print what they would have reported; with several ranks only rank 0 writes. The format: docs/trial-protocol.md.

# trialog_log STEP [NAME=]NUMBER...: intermediate values.
trialog_log() {
    case ${1-} in
    '' | *[!0-9]*)
        echo "trialog: a step must be an integer, 0 or more, but is '${1-}'." >&2
        return 2
        ;;
    esac
    _trialog_step=$(printf '%s' "$1" | sed 's/^0*\([0-9]\)/\1/')
    shift
    _trialog_values=$(_trialog_object "$@") || return 2
    _trialog_append "\"step\":$_trialog_step,\"values\":$_trialog_values" "step $_trialog_step: $*"
}

# trialog_finish [NAME=]NUMBER...: the final values.
trialog_finish() {
    _trialog_values=$(_trialog_object "$@") || return 2
    _trialog_words=
    for _trialog_item in "$@"; do
        case $_trialog_item in
        *=*) ;;
        *) _trialog_item=${TRIALOG_METRIC:-value}=$_trialog_item ;;
        esac
        _trialog_words="$_trialog_words${_trialog_words:+
}${_trialog_item%=*}: ${_trialog_item##*=}"
    done
    _trialog_append "\"final\":$_trialog_values" "$_trialog_words"
}

# trialog_attr KEY TEXT: a note on the trial.
trialog_attr() {
    _trialog_append "\"attr\":{$(_trialog_quote "$1"):$(_trialog_quote "$2")}" "$1: $2"
}

# trialog_constraint NAME NUMBER: violated if positive.
trialog_constraint() {
    _trialog_values=$(_trialog_object "$1=$2") || return 2
    _trialog_append "\"constraint\":$_trialog_values" "constraint $1=$2"
}

# trialog_should_prune: status 0 if the study wants this trial to stop.
trialog_should_prune() {
    [ -n "${TRIALOG_PRUNE-}" ] && [ -e "$TRIALOG_PRUNE" ]
}

# trialog_param NAME [DEFAULT]: a parameter's value, with `parameters: env` in the study file.
trialog_param() {
    _trialog_variable=TRIALOG_PARAM_$(printf '%s' "$1" | LC_ALL=C tr 'a-z' 'A-Z' | LC_ALL=C tr -c 'A-Z0-9' '_')
    if eval "[ -n \"\${$_trialog_variable+set}\" ]"; then
        eval "printf '%s\\n' \"\$$_trialog_variable\""
    elif [ $# -gt 1 ]; then
        printf '%s\n' "$2"
    else
        echo "trialog: no parameter '$1': $_trialog_variable is not set." >&2
        return 2
    fi
}

# Appends one line with the next seq; a torn last line is ended first.
_trialog_append() {
    for _trialog_rank in "${RANK:-0}" "${OMPI_COMM_WORLD_RANK:-0}" "${PMI_RANK:-0}" "${SLURM_PROCID:-0}"; do
        [ "$_trialog_rank" = 0 ] || return 0
    done
    if [ -z "${TRIALOG_REPORT-}" ]; then
        printf '%s\n' "$2"
        return 0
    fi
    _trialog_torn=
    _trialog_seq=0
    if [ -s "$TRIALOG_REPORT" ]; then
        [ "$(tail -c 1 "$TRIALOG_REPORT" | wc -l)" -eq 1 ] || _trialog_torn='
'
        _trialog_seq=$(($(sed -n 's/^{"seq":\([0-9][0-9]*\),.*}$/\1/p' "$TRIALOG_REPORT" | tail -n 1 | grep . || echo -1) + 1))
    fi
    printf '%s{"seq":%s,%s}\n' "$_trialog_torn" "$_trialog_seq" "$1" >>"$TRIALOG_REPORT"
}

# [NAME=]NUMBER... as a JSON object.
_trialog_object() {
    if [ $# -eq 0 ]; then
        echo "trialog: at least one value must be given." >&2
        return 2
    fi
    _trialog_json=
    for _trialog_item in "$@"; do
        case $_trialog_item in
        =*)
            echo "trialog: a metric needs a name, which '$_trialog_item' has not." >&2
            return 2
            ;;
        *=*) ;;
        *) _trialog_item=${TRIALOG_METRIC:-value}=$_trialog_item ;;
        esac
        _trialog_number=$(_trialog_number "${_trialog_item##*=}") || {
            echo "trialog: the value of ${_trialog_item%=*} must be a number but is '${_trialog_item##*=}'." >&2
            return 2
        }
        _trialog_json="$_trialog_json${_trialog_json:+,}$(_trialog_quote "${_trialog_item%=*}"):$_trialog_number"
    done
    printf '{%s}' "$_trialog_json"
}

# A number as JSON writes it: no plus sign, a digit on both sides of the point; NaN and infinities as texts.
_trialog_number() {
    case $1 in
    [nN][aA][nN]) printf '"NaN"' ;;
    [iI][nN][fF] | [iI][nN][fF][iI][nN][iI][tT][yY]) printf '"Infinity"' ;;
    +[iI][nN][fF] | +[iI][nN][fF][iI][nN][iI][tT][yY]) printf '"Infinity"' ;;
    -[iI][nN][fF] | -[iI][nN][fF][iI][nN][iI][tT][yY]) printf '"-Infinity"' ;;
    *'
'*) return 2 ;;
    *)
        printf '%s\n' "$1" | LC_ALL=C grep -E '^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$' |
            sed -e 's/^+//' -e 's/^\(-*\)\./\10./' -e 's/\.\([eE]\)/.0\1/' -e 's/\.$/.0/' \
                -e 's/^\(-*\)0*\([0-9]\)/\1\2/' | grep .
        ;;
    esac
}

# A text as a JSON string. awk sees bytes, so that UTF-8 passes through.
_trialog_quote() {
    _TRIALOG_TEXT=$1 LC_ALL=C awk 'BEGIN {
        for (i = 1; i < 32; i++) code[sprintf("%c", i)] = sprintf("\\u%04x", i)
        code["\n"] = "\\n"; code["\t"] = "\\t"; code["\r"] = "\\r"; code["\""] = "\\\""; code["\\"] = "\\\\"
        text = ENVIRON["_TRIALOG_TEXT"]; quoted = ""
        for (i = 1; i <= length(text); i++) {
            c = substr(text, i, 1)
            quoted = quoted (c in code ? code[c] : c)
        }
        printf "\"%s\"", quoted
    }'
}
