package io.trialog.spi;

import java.util.List;

/**
 * Names a type that a study can ask for, with its options: what all providers have in common.
 *
 * <p>Life cycle: see {@link SamplerProvider}. Everything that these methods return is constant.
 *
 * <pre>{@code
 * public String type() {
 *     return "annealing";
 * }
 *
 * public List<Option> options() {
 *     return List.of(Option.count("startup_trials", 10, "Trials drawn at random first."));
 * }
 * }</pre>
 */
public interface TypeProvider {

    /**
     * Returns the name of the type, as users write it: lower case, words joined by {@code _} (executors: by {@code -}).
     *
     * @return the name
     */
    String type();

    /**
     * Returns further names of the type.
     *
     * @return the aliases; usually none
     */
    default List<String> aliases() {
        return List.of();
    }

    /**
     * Returns the options that the type takes, in the order in which messages and documentation list them.
     *
     * @return the options
     */
    default List<Option> options() {
        return List.of();
    }

    /**
     * Returns what to do in the stead of an option that other types have and this one can't have.
     *
     * @param option the name of an option
     * @return a sentence why, and advice on a line of its own; by default empty: there is nothing to say
     */
    default String remedy(String option) {
        return "";
    }

    /**
     * Returns the number of the newest rule by which the type decides. Whoever changes what the type answers, or the default
     * of an option, raises the number and keeps the old rules: a study keeps the rule that it began with.
     *
     * @return the number, from 1
     */
    default int rule() {
        return 1;
    }

    /**
     * Returns the options of an older rule, with the defaults that it had.
     *
     * @param rule a number from 1 to {@link #rule()}
     * @return the options; by default the ones of the newest rule
     */
    default List<Option> options(int rule) {
        return options();
    }
}
