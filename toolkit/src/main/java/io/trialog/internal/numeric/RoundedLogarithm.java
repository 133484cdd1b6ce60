package io.trialog.internal.numeric;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The natural logarithm rounded correctly to a double, as the C libraries below Python round it nearly always;
 * {@link StrictMath#log} may be one unit in the last place away. Slow (tens of microseconds): for the few places where
 * that last bit decides.
 */
public final class RoundedLogarithm {

    private static final MathContext DIGITS = new MathContext(50, RoundingMode.HALF_EVEN);
    private static final BigDecimal ENOUGH = BigDecimal.ONE.movePointLeft(50);
    private static final BigDecimal LN_2 = twiceAtanh(BigDecimal.ONE.divide(BigDecimal.valueOf(3), DIGITS));

    private RoundedLogarithm() {}

    /**
     * The logarithm of a number.
     *
     * @throws IllegalArgumentException if {@code x} is not positive and finite
     */
    public static double of(double x) {
        if (!(x > 0 && x < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("Only positive finite numbers have a logarithm, but " + x + " is none.");
        }
        double normal = x < Double.MIN_NORMAL ? x * 0x1p64 : x;
        int power = Math.getExponent(normal);
        int exponent = normal == x ? power : power - 64;
        BigDecimal mantissa = new BigDecimal(Math.scalb(normal, -power));
        BigDecimal ratio = mantissa.subtract(BigDecimal.ONE).divide(mantissa.add(BigDecimal.ONE), DIGITS);
        return twiceAtanh(ratio)
                .add(LN_2.multiply(BigDecimal.valueOf(exponent)), DIGITS)
                .doubleValue();
    }

    /** 2 · (r + r³/3 + r⁵/5 + …) = ln((1 + r) / (1 − r)). */
    private static BigDecimal twiceAtanh(BigDecimal r) {
        BigDecimal square = r.multiply(r, DIGITS);
        BigDecimal power = r;
        BigDecimal sum = BigDecimal.ZERO;
        for (int n = 1; power.abs().compareTo(ENOUGH) > 0; n += 2) {
            sum = sum.add(power.divide(BigDecimal.valueOf(n), DIGITS), DIGITS);
            power = power.multiply(square, DIGITS);
        }
        return sum.multiply(BigDecimal.valueOf(2), DIGITS);
    }
}
