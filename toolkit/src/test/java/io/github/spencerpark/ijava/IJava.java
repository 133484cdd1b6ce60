package io.github.spencerpark.ijava;

import io.github.spencerpark.jupyter.kernel.BaseKernel;

/** Where IJava keeps its kernel; stands in for IJava's own class of this name, which is in no registry. */
public final class IJava {

    private static volatile BaseKernel kernel;

    private IJava() {}

    /** The kernel of this JVM, or {@code null}. */
    public static BaseKernel getKernelInstance() {
        return kernel;
    }

    /** Called by the kernel of the tests. */
    public static void running(BaseKernel started) {
        kernel = started;
    }
}
