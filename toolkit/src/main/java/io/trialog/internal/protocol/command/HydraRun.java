package io.trialog.internal.protocol.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a program of Hydra is told beside its parameters, so that each trial is a plain single run in a directory of its own.
 *
 * @param runDirectory whether Hydra's output goes into the trial's directory
 * @param isSingle whether the configuration asks for several runs, which is overridden
 * @param returnsScore whether what the main function returns is the trial's final value
 * @param outputDirectory whether the key {@code output.dir} is the trial's directory, as hpc-sweep-manager sets it
 * @param group the key {@code wandb.group}, as hpc-sweep-manager sets it: an empty text for the study's name, {@code null} for none
 */
public record HydraRun(
        boolean runDirectory,
        boolean isSingle,
        boolean returnsScore,
        boolean outputDirectory,
        @Nullable String group) {

    /** The key of this section in the objective. */
    public static final String SECTION = "hydra";

    /** Whether Hydra's output goes into the trial's directory. */
    public static final String RUN_DIR = "run_dir";

    /** Whether the configuration asks for several runs. */
    public static final String SINGLE = "single";

    /** Whether what the main function returns is the final value. */
    public static final String SCORE = "returned_score";

    /** Whether {@code output.dir} is set. */
    public static final String OUTPUT_DIR = "output_dir";

    /** What {@code wandb.group} is; true for the study's name. */
    public static final String GROUP = "wandb_group";

    /** The keys. */
    public static final List<String> KEYS = List.of(RUN_DIR, SINGLE, SCORE, OUTPUT_DIR, GROUP);

    /** Nothing. */
    static final HydraRun NONE = new HydraRun(false, false, false, false, null);

    private static final String CALLBACK = "trialog.HydraScore";

    /** What a section says. */
    static HydraRun of(@Nullable Object section) {
        if (!(section instanceof Map<?, ?> map)) {
            return NONE;
        }
        Object group = map.get(GROUP);
        return new HydraRun(
                Boolean.TRUE.equals(map.get(RUN_DIR)),
                Boolean.TRUE.equals(map.get(SINGLE)),
                Boolean.TRUE.equals(map.get(SCORE)),
                Boolean.TRUE.equals(map.get(OUTPUT_DIR)),
                group instanceof String text ? text : Boolean.TRUE.equals(group) ? "" : null);
    }

    /**
     * Returns the words that stand behind the parameters.
     *
     * @param directory the attempt's directory
     * @param study the study's name
     */
    List<String> words(Path directory, String study) {
        String place = HydraText.value(directory.toString());
        List<String> words = new ArrayList<>();
        String name = group;
        if (name != null) {
            words.add("++wandb.group=" + HydraText.value(name.isEmpty() ? study : name));
        }
        if (outputDirectory) {
            words.add("++output.dir=" + place);
        }
        if (runDirectory) {
            words.add("hydra.run.dir=" + place);
        }
        if (isSingle) {
            words.add("hydra.mode=RUN");
        }
        if (returnsScore) {
            words.add("++hydra.callbacks.trialog._target_=" + CALLBACK);
        }
        return words;
    }
}
