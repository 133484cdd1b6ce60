package io.trialog.internal.executor.cluster;

/** The tags with which jobs of Trialog are submitted: by them the jobs of a user are told apart. */
public final class JobTags {

    private JobTags() {}

    /**
     * Returns the tag of a trial's job.
     *
     * @param token the job's token
     * @return the tag
     */
    static String trial(String token) {
        return "trialog:" + token;
    }

    /**
     * Returns how the tags of a study's controllers begin.
     *
     * @param owner the study's id
     * @return the beginning of the tags
     */
    static String controllers(String owner) {
        return "trialog-controller:" + owner + ":";
    }

    /**
     * Returns how the tags of a study's places begin.
     *
     * @param owner the study's id
     * @return the beginning of the tags
     */
    public static String places(String owner) {
        return "trialog-slots:" + owner + ":";
    }
}
