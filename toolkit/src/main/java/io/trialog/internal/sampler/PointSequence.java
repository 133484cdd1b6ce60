package io.trialog.internal.sampler;

/** A sequence of points that fill the unit cube evenly. Safe for use by several threads. */
public interface PointSequence {

    /** The most coordinates that a point has. */
    int MOST = 256;

    /**
     * Returns a coordinate of a point.
     *
     * @param index the number of the point, from 0
     * @param dimension the number of the coordinate, from 0 to {@link #MOST}, exclusive
     * @return a number of [0, 1)
     */
    double coordinate(long index, int dimension);
}
