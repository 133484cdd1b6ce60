if [ "$code" -gt 128 ]; then # srun may have been killed before its tasks
    rounds=0
    while [ "$rounds" -lt 10 ]; do
        rounds=$((rounds + 1))
        steps=$(squeue --steps --noheader --jobs="$SLURM_JOB_ID" --name="$token" --format=%i 2>/dev/null)
        [ -n "$steps" ] || break
        scancel $steps 2>/dev/null
        sleep 0.3
    done
fi
