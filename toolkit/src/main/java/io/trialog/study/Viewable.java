package io.trialog.study;

/** Something of which a view of a study can be taken: an open study, one that is followed, a reader, or a view itself. */
public interface Viewable {

    /**
     * Returns the study as it stands.
     *
     * @return an immutable view
     */
    StudyView view();
}
