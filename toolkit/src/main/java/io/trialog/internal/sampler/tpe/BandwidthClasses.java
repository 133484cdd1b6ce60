package io.trialog.internal.sampler.tpe;

import java.util.Arrays;

/** Numbers pairs of mean and standard deviation in the order in which they first occur. Not safe for use by several threads. */
final class BandwidthClasses {

    private double[] means = new double[64];
    private double[] deviations = new double[64];
    private int[] buckets = new int[256];
    private int count;

    BandwidthClasses() {
        Arrays.fill(buckets, -1);
    }

    int count() {
        return count;
    }

    double mean(int id) {
        return means[id];
    }

    double deviation(int id) {
        return deviations[id];
    }

    /** The number of a pair, a new one if it was not seen before. */
    int idOf(double mean, double deviation) {
        int bucket = bucket(mean, deviation);
        if (buckets[bucket] >= 0) {
            return buckets[bucket];
        }
        if (count == means.length) {
            means = Arrays.copyOf(means, 2 * count);
            deviations = Arrays.copyOf(deviations, 2 * count);
        }
        means[count] = mean;
        deviations[count] = deviation;
        buckets[bucket] = count++;
        if (2 * count > buckets.length) {
            grow();
        }
        return count - 1;
    }

    private int bucket(double mean, double deviation) {
        long bits = 31 * Double.doubleToLongBits(mean) + Double.doubleToLongBits(deviation);
        bits *= 0x9E3779B97F4A7C15L;
        int mask = buckets.length - 1;
        int bucket = (int) (bits >>> 32) & mask;
        while (buckets[bucket] >= 0 && !isPair(buckets[bucket], mean, deviation)) {
            bucket = (bucket + 1) & mask;
        }
        return bucket;
    }

    private boolean isPair(int id, double mean, double deviation) {
        return Double.compare(means[id], mean) == 0 && Double.compare(deviations[id], deviation) == 0;
    }

    private void grow() {
        buckets = new int[2 * buckets.length];
        Arrays.fill(buckets, -1);
        for (int id = 0; id < count; id++) {
            buckets[bucket(means[id], deviations[id])] = id;
        }
    }

    void clear() {
        count = 0;
        Arrays.fill(buckets, -1);
    }
}
