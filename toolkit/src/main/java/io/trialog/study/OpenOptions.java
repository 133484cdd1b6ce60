package io.trialog.study;

import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How to open a study. Immutable; the {@code with} methods give changed copies.
 *
 * @param target a study's name, or the path of a study directory or of a study file
 * @param root where studies live, {@code null} for {@code $TRIALOG_HOME}, else {@code ./studies}
 * @param name the study's name, {@code null} for that of the file
 * @param overrides settings laid over the study file, such as {@code executor.parallel=4}
 * @param intent what the user said about a study that another controller or another place holds
 * @param isTrusted whether a directory or a study file that others can write is used all the same
 * @param usesProject whether a study file has what its project file says where it says nothing
 */
public record OpenOptions(
        String target,
        @Nullable Path root,
        @Nullable String name,
        List<String> overrides,
        Intent intent,
        boolean isTrusted,
        boolean usesProject) {

    /** What the user said about a study that can't simply be opened. */
    public enum Intent {
        /** Nothing. */
        NORMAL,
        /** Take it over from a controller that may still be alive. */
        TAKEOVER,
        /** The directory was moved: it is the same study at another place. */
        MOVED,
        /** The directory is a copy: it goes on by itself and leaves the original's jobs alone. */
        COPIED,
        /** Go on without acknowledged events that are missing or were changed, and record that. */
        ACCEPT_LOSS
    }

    /**
     * Checks and copies the parts.
     *
     * @param target a study's name, or the path of a study directory or of a study file
     * @param root where studies live, {@code null} for {@code $TRIALOG_HOME}, else {@code ./studies}
     * @param name the study's name, {@code null} for that of the file
     * @param overrides settings laid over the study file, such as {@code executor.parallel=4}
     * @param intent what the user said about a study that another controller or another place holds
     * @param isTrusted whether a directory or a study file that others can write is used all the same
     * @param usesProject whether a study file has what its project file says where it says nothing
     */
    public OpenOptions {
        overrides = List.copyOf(overrides);
    }

    /**
     * Returns the defaults for a study.
     *
     * @param target a study's name, or the path of a study directory or of a study file
     * @return options that say nothing else
     */
    public static OpenOptions of(String target) {
        return new OpenOptions(target, null, null, List.of(), Intent.NORMAL, false, true);
    }

    /**
     * Returns the same options with another place where studies live.
     *
     * @param directory the root, or {@code null} for {@code $TRIALOG_HOME}, else {@code ./studies}
     * @return a changed copy
     */
    public OpenOptions withRoot(@Nullable Path directory) {
        return new OpenOptions(target, directory, name, overrides, intent, isTrusted, usesProject);
    }

    /**
     * Returns the same options with another name for the study.
     *
     * @param newName the study's name, or {@code null} for that of the file
     * @return a changed copy
     */
    public OpenOptions withName(@Nullable String newName) {
        return new OpenOptions(target, root, newName, overrides, intent, isTrusted, usesProject);
    }

    /**
     * Returns the same options with other settings to be laid over the study file.
     *
     * @param settings such as {@code executor.parallel=4}
     * @return a changed copy
     */
    public OpenOptions withOverrides(List<String> settings) {
        return new OpenOptions(target, root, name, settings, intent, isTrusted, usesProject);
    }

    /**
     * Returns the same options with what the user said about a study that can't simply be opened.
     *
     * @param said the user's intent
     * @return a changed copy
     */
    public OpenOptions withIntent(Intent said) {
        return new OpenOptions(target, root, name, overrides, said, isTrusted, usesProject);
    }

    /**
     * Returns the same options for a study directory or study file that others can write. Who can write it decides what is run as this user.
     * Without it such a study is refused, unless {@code ~/.config/trialog/trusted} or {@code $TRIALOG_TRUST} names it.
     *
     * @param trusts whether the user trusts it, which is remembered in {@code ~/.config/trialog/trusted}
     * @return a changed copy
     */
    public OpenOptions withTrust(boolean trusts) {
        return new OpenOptions(target, root, name, overrides, intent, trusts, usesProject);
    }

    /**
     * Returns the same options with or without the project file: {@code sweeps/trialog.yaml} of the project, or {@code trialog.yaml}
     * beside the study file.
     *
     * @param uses whether what it says holds where the study file says nothing; so it does by default
     * @return a changed copy
     */
    public OpenOptions withProject(boolean uses) {
        return new OpenOptions(target, root, name, overrides, intent, isTrusted, uses);
    }
}
