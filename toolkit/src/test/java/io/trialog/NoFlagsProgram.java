package io.trialog;

import io.trialog.study.Durability;
import java.nio.file.Path;

/** Adds two trials to a study, as a JVM with or without flags does, and prints how it was opened. */
final class NoFlagsProgram {

    private NoFlagsProgram() {}

    public static void main(String... args) {
        StudyBuilder builder =
                Study.builder(args[1]).minimize().sampler(Samplers.random()).under(Path.of(args[0]));
        if (args.length > 2) {
            builder.durability(Durability.valueOf(args[2]));
        }
        try (Study study = builder.open()) {
            study.optimize(study.finishedTrials() + 2, trial -> trial.suggestFloat("x", 0, 1));
            System.out.println("trials " + study.finishedTrials());
            study.notes().forEach(note -> System.out.println("note " + note));
        } catch (RuntimeException e) {
            System.out.println("refused " + e.getMessage());
        }
    }
}
