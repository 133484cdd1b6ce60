package io.trialog.internal.paint;

import io.trialog.trial.TrialState;
import java.awt.Color;

/**
 * Colors that people with any kind of color vision can tell apart: the palette of M. Okabe and K. Ito, <em>Color Universal
 * Design</em> (2008), for kinds, and viridis (S. van der Walt and N. Smith, 2015, CC0) for amounts.
 */
public final class Colors {

    public static final Color BLUE = new Color(0x0072B2);
    public static final Color VERMILLION = new Color(0xD55E00);
    public static final Color ORANGE = new Color(0xE69F00);
    public static final Color SKY = new Color(0x56B4E9);
    public static final Color GREEN = new Color(0x009E73);
    public static final Color PURPLE = new Color(0xCC79A7);

    public static final Color INK = new Color(0x222222);
    static final Color PALE_INK = new Color(0x666666);
    static final Color GRID = new Color(0xE6E6E6);
    static final Color FRAME = new Color(0xB0B0B0);
    public static final Color MUTED = new Color(0xB4B4B4);
    static final Color PAPER = Color.WHITE;

    /** Around marks on a colored ground. It is no gray, so that a picture without paper keeps it. */
    public static final Color HALO = new Color(0xFFFDFA);

    /** The brightest tenth and more of viridis is left out: yellow lines on white paper are lost. */
    private static final double BRIGHTEST = 0.82;

    /** And the darkest tenth: on dark ground, its violet is lost. */
    private static final double DARKEST = 0.1;

    private static final int[] VIRIDIS = {
        0x440154, 0x482878, 0x3E4A89, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6DCD59, 0xB4DE2C, 0xFDE725
    };

    private Colors() {}

    /** The color of an amount: dark at 0, bright at 1. */
    public static Color amount(double fraction) {
        double part = Math.max(0, Math.min(1, fraction));
        double position = (DARKEST + (BRIGHTEST - DARKEST) * part) * (VIRIDIS.length - 1);
        int lower = (int) Math.min(VIRIDIS.length - 2, Math.floor(position));
        double weight = position - lower;
        Color a = new Color(VIRIDIS[lower]);
        Color b = new Color(VIRIDIS[lower + 1]);
        return new Color(
                mixed(a.getRed(), b.getRed(), weight),
                mixed(a.getGreen(), b.getGreen(), weight),
                mixed(a.getBlue(), b.getBlue(), weight));
    }

    private static int mixed(int a, int b, double weight) {
        return (int) Math.round(a * (1 - weight) + b * weight);
    }

    /** A color that lets others through. */
    public static Color faint(Color color, double opacity) {
        return new Color(color.getRed(), color.getGreen(), color.getBlue(), (int) Math.round(255 * opacity));
    }

    /** The color of trials in a state. */
    public static Color of(TrialState state) {
        return switch (state) {
            case COMPLETE -> BLUE;
            case PRUNED -> MUTED;
            case FAIL -> VERMILLION;
            case RUNNING -> GREEN;
            case WAITING -> SKY;
        };
    }
}
