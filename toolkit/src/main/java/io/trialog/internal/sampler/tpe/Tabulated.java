package io.trialog.internal.sampler.tpe;

/** Kernels that fall into few classes, so that their logarithms are looked up: those of grids and of categoricals. */
interface Tabulated {

    /** The class of every member's kernel, by index; not to be modified, valid until the dimension changes. */
    int[] classes();

    /**
     * The logarithm of the kernel of every class at a coordinate, by class; not to be modified, valid until the next call.
     */
    double[] logarithms(double coordinate);
}
