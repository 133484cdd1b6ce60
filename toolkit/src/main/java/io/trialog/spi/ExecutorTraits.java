package io.trialog.spi;

/**
 * What the executors of one type have in common. Whoever treats two types differently asks for a trait, never for a name.
 *
 * @param onCluster whether jobs use resources of a cluster, which they ask for and which are accounted for
 * @param hasJobIds whether each job is one of its own at a scheduler, which knows it by its native id
 * @param outlivesController whether jobs go on when the job that runs the controller ends: an interrupt leaves such trials
 *     running unless the study file says otherwise
 * @param knowsCapacity whether the executor itself says how many jobs fit at a time, so that the study file need not
 */
public record ExecutorTraits(boolean onCluster, boolean hasJobIds, boolean outlivesController, boolean knowsCapacity) {}
