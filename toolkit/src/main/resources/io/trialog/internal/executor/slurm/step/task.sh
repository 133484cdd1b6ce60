# One task of a step: sh -c THIS DIRECTORY program ... The first one leaves word which step it is, and where.
if [ "${SLURM_PROCID:-0}" = 0 ]; then
    printf '%s.%s %s\n' "$SLURM_JOB_ID" "$SLURM_STEP_ID" "${SLURMD_NODENAME-}" >"$0/step.tmp" && mv -f "$0/step.tmp" "$0/step"
fi
exec "$@"
