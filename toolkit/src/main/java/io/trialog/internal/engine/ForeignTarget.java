package io.trialog.internal.engine;

import io.trialog.exception.RefusedException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Refuses what names a storage of Optuna instead of a study or a file. */
public final class ForeignTarget {

    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://(.*)", Pattern.DOTALL);

    private ForeignTarget() {}

    /**
     * Refuses a URL. What stands in it is not repeated, since it may hold a password; the path of a file is.
     *
     * @param target what the user named
     * @throws RefusedException if it is a URL
     */
    public static void refuseUrl(String target) {
        Matcher matcher = URL.matcher(target);
        if (!matcher.matches()) {
            return;
        }
        String scheme = matcher.group(1);
        String file = scheme.startsWith("sqlite") && matcher.group(2).startsWith("/")
                ? matcher.group(2).substring(1)
                : "";
        throw new RefusedException("A study is named by its name, its directory or a file, but '" + scheme
                + "://...' is the URL of a storage."
                + (file.isEmpty()
                        ? "\nMaybe copy the study into a file, optuna.copy_study(from_study_name=..., from_storage=..., "
                                + "to_storage=\"sqlite:///optuna.db\"), and: trialog import optuna.db NAME"
                        : "\nMaybe: trialog import " + file + " NAME"));
    }
}
