package io.trialog.spi;

import java.util.List;

/**
 * Tells where the value of one parameter of a trial came from.
 *
 * <p>Life cycle: {@link Sampler#origins} makes some when a user asks why; nothing keeps them. Immutable.
 *
 * <pre>{@code
 * new Origin("lr", "drawn around trial 4, whose value is 0.01", List.of(4, 7), List.of(0, 1, 2));
 * }</pre>
 *
 * @param parameter the name of the parameter
 * @param source where its value came from, in words that follow the value
 * @param below the numbers of the trials that counted as good, ascending; empty if the sampler makes no such difference
 * @param above the numbers of the trials that counted as bad, ascending
 */
public record Origin(String parameter, String source, List<Integer> below, List<Integer> above) {

    /**
     * Copies the lists.
     *
     * @param parameter the name of the parameter
     * @param source where its value came from, in words that follow the value
     * @param below the numbers of the trials that counted as good, ascending; empty if the sampler makes no such
     *     difference
     * @param above the numbers of the trials that counted as bad, ascending
     */
    public Origin {
        below = List.copyOf(below);
        above = List.copyOf(above);
    }

    /**
     * Makes an origin of a sampler that knows neither good nor bad trials.
     *
     * @param parameter the name of the parameter
     * @param source where its value came from, in words
     */
    public Origin(String parameter, String source) {
        this(parameter, source, List.of(), List.of());
    }
}
