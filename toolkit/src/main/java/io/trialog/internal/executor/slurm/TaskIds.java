package io.trialog.internal.executor.slurm;

/** The ids of an array's tasks: {@code ARRAY_TASK}. */
public final class TaskIds {

    private TaskIds() {}

    /**
     * Returns the array that a task belongs to.
     *
     * @param id the task's id
     * @return the array's id
     */
    public static String array(String id) {
        int end = id.indexOf('_');
        return end < 0 ? id : id.substring(0, end);
    }

    /**
     * Returns the number of a task in its array.
     *
     * @param id the task's id
     * @return the number
     */
    public static String task(String id) {
        return id.substring(id.indexOf('_') + 1);
    }
}
