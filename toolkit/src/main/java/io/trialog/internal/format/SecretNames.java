package io.trialog.internal.format;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;

/** Tells names under which secrets stand: {@code WANDB_API_KEY}, {@code --token}, {@code smtp.password}. */
public final class SecretNames {

    private static final Set<String> WORDS =
            Set.of("key", "apikey", "token", "secret", "password", "passwd", "passphrase", "credential", "credentials");

    private SecretNames() {}

    /** Returns whether the last word of a name is one of those that secrets have; words end at capitals and at what is no letter. */
    public static boolean isSecret(String name) {
        String[] words = name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                .toLowerCase(Locale.ROOT)
                .split("[^a-z]+", -1);
        String last = Arrays.stream(words).filter(word -> !word.isEmpty()).reduce("", (one, other) -> other);
        return WORDS.contains(last);
    }
}
