package io.trialog.internal.sampler.nsga;

import io.trialog.spi.RandomNumbers;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How numbers of two parents become one of a child. */
enum Crossover {
    /** Simulated binary crossover for each second number, the first parent's otherwise. */
    SBX {
        @Override
        double cross(double first, double second, RandomNumbers numbers, double index) {
            double choice = numbers.nextDouble();
            if (choice >= 0.5) {
                return first;
            }
            double u = numbers.nextDouble();
            return choice < 0.25
                    ? Variation.belowBinary(first, second, u, index)
                    : Variation.aboveBinary(first, second, u, index);
        }
    },
    /** One parent's or the other's. */
    UNIFORM {
        @Override
        double cross(double first, double second, RandomNumbers numbers, double index) {
            return Variation.uniform(first, second, numbers.nextDouble());
        }
    },
    /** Anywhere around both parents. */
    BLX {
        @Override
        double cross(double first, double second, RandomNumbers numbers, double index) {
            return Variation.blend(first, second, numbers.nextDouble());
        }
    };

    /**
     * A coordinate of a child.
     *
     * @param index how near to a parent, for {@link #SBX}
     */
    abstract double cross(double first, double second, RandomNumbers numbers, double index);

    /** The names as users write them. */
    static List<String> names() {
        return Arrays.stream(values()).map(Crossover::text).toList();
    }

    static Crossover named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    /** The name as users write it. */
    String text() {
        return name().toLowerCase(Locale.ROOT);
    }
}
