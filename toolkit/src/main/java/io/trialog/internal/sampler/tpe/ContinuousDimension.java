package io.trialog.internal.sampler.tpe;

import io.trialog.internal.numeric.Normal;
import io.trialog.internal.numeric.TruncatedNormal;
import io.trialog.internal.sampler.NumericAxis;
import java.util.Arrays;

/**
 * The kernels of a parameter without a grid: log kernel(x) = constant − ((x − mean) · inverse)². Coordinates are places on
 * the scale. The arrays are read by {@link Scorer}.
 */
final class ContinuousDimension extends NumericDimension {

    private static final double SQRT_HALF = 0.7071067811865476;

    double[] centres = new double[64];
    /** One over (√2 times the standard deviation). */
    double[] inverses = new double[64];

    double[] constants = new double[64];
    private final double priorConstant;

    ContinuousDimension(NumericAxis axis, Ties ties) {
        super(axis, ties);
        this.priorConstant = constant(axis.priorMean(), axis.priorDeviation());
    }

    private double constant(double mean, double deviation) {
        double logMass = TruncatedNormal.logMass((axis.lower() - mean) / deviation, (axis.upper() - mean) / deviation);
        return -Normal.LOG_SQRT_TWO_PI - StrictMath.log(deviation) - logMass;
    }

    @Override
    void makeRoom(int index, int size) {
        if (size == centres.length) {
            centres = Arrays.copyOf(centres, 2 * size);
            inverses = Arrays.copyOf(inverses, 2 * size);
            constants = Arrays.copyOf(constants, 2 * size);
        }
        System.arraycopy(centres, index, centres, index + 1, size - index);
        System.arraycopy(inverses, index, inverses, index + 1, size - index);
        System.arraycopy(constants, index, constants, index + 1, size - index);
    }

    @Override
    void closeRoom(int index, int size) {
        System.arraycopy(centres, index + 1, centres, index, size - 1 - index);
        System.arraycopy(inverses, index + 1, inverses, index, size - 1 - index);
        System.arraycopy(constants, index + 1, constants, index, size - 1 - index);
    }

    @Override
    void makeRooms(int size) {
        if (size > centres.length) {
            centres = new double[2 * size];
            inverses = new double[2 * size];
            constants = new double[2 * size];
        }
    }

    @Override
    void kernel(int index, double mean, double deviation) {
        centres[index] = mean;
        inverses[index] = SQRT_HALF / deviation;
        constants[index] = constant(mean, deviation);
    }

    @Override
    double draw(int kernel, double u) {
        return drawPlace(kernel, u);
    }

    @Override
    double toInternal(double coordinate) {
        return axis.toValue(coordinate);
    }

    @Override
    double logPrior(double coordinate) {
        double e = (coordinate - axis.priorMean()) * (SQRT_HALF / axis.priorDeviation());
        return priorConstant - e * e;
    }

    @Override
    double logKernel(int kernel, double coordinate) {
        double e = (coordinate - centres[kernel]) * inverses[kernel];
        return constants[kernel] - e * e;
    }
}
