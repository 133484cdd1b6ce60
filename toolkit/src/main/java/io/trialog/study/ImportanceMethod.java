package io.trialog.study;

import io.trialog.space.Nearest;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** How the importance of parameters is measured. Each method answers a question of its own. */
public enum ImportanceMethod {

    /**
     * What separates the best tenth of the trials from all? S. Watanabe, A. Bansal, F. Hutter, <em>PED-ANOVA: Efficiently
     * Quantifying Hyperparameter Importance in Arbitrary Subspaces</em>, IJCAI 2023, arXiv:2304.10255. Optuna's default.
     */
    PED_ANOVA,

    /**
     * How much of the variance over the whole space does each parameter explain? F. Hutter, H. Hoos, K. Leyton-Brown, <em>An
     * Efficient Approach for Assessing Hyperparameter Importance</em>, ICML 2014: a functional analysis of variance of a random
     * forest, also for pairs of parameters.
     */
    FANOVA,

    /** How much does a random forest lower its squared error by splitting each parameter? Favors parameters with many values. */
    MDI;

    private static final List<String> WORDS =
            Arrays.stream(values()).map(ImportanceMethod::toString).toList();

    /**
     * Returns the method of a name.
     *
     * @param name as users write it: {@code ped-anova}, {@code fanova}, {@code mdi}; case, dashes and underscores do not matter
     * @return the method
     * @throws IllegalArgumentException if there is none
     */
    public static ImportanceMethod named(String name) {
        String plain = plain(name);
        for (ImportanceMethod method : values()) {
            if (plain(method.name()).equals(plain)) {
                return method;
            }
        }
        throw new IllegalArgumentException("There is no method of importance '" + name + "'. There are "
                + String.join(", ", WORDS) + "." + Nearest.maybe(name.toLowerCase(Locale.ROOT), WORDS));
    }

    private static String plain(String name) {
        return name.toLowerCase(Locale.ROOT).replace("_", "").replace("-", "");
    }

    /** {@return the name as people read it: PED-ANOVA, fANOVA, MDI} */
    public String title() {
        return this == FANOVA ? "fANOVA" : name().replace('_', '-');
    }

    /** {@return the name as a command line has it: {@code ped-anova}} */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
