package io.trialog.internal.engine;

import io.trialog.exception.RefusedException;
import io.trialog.internal.analysis.ImpliedSpace;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.config.StudyFileReader;
import io.trialog.internal.config.StudyFileWriter;
import io.trialog.internal.format.ShellWords;
import io.trialog.internal.protocol.command.ObjectiveSettings;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The parameters of a program whose study was made without a space: an imported one, or one of a Java objective. A program is
 * handed all its parameters when it starts, so they must be declared; where each trial has all of them, they are taken from
 * the log.
 */
final class CommandSpace {

    private CommandSpace() {}

    /**
     * Returns a study file with the parameters that its program needs.
     *
     * @throws RefusedException if only some of the trials have a parameter, and the file is the first to name a program; the
     *     message holds a study file that says when
     * @throws io.trialog.exception.StudyFileException if a name can't be that of a parameter of a program
     */
    static StudyFile complete(StudyEngine study, StudyFile file) {
        Settings stored = study.settings();
        if (!isProgram(file.settings(0)) || !file.space().isEmpty()) {
            return file;
        }
        ImpliedSpace implied = ImpliedSpace.of(study.view());
        if (implied.space().isEmpty()) {
            return file;
        } else if (!stored.space().isEmpty()) {
            return names(stored.space()).equals(names(implied.space())) ? file.withSpace(stored.space()) : file;
        } else if (!implied.isPlain() && isProgram(stored)) {
            study.tell(List.of("The study declares no parameters, so a program is handed some of them only. "
                    + reason(implied) + "."));
            return file;
        }
        requirePlain(study, file.settings(stored.seed()).withName(stored.name()), implied);
        StudyFile complete = file.withSpace(implied.space());
        Objections.requireNone(read(StudyFileWriter.write(complete)));
        return complete;
    }

    /** Optuna and Java let a name be any text; what a program is handed, and a study file can say, is checked here. */
    private static StudyFile read(String text) {
        return StudyFileReader.parse(text, Path.of("the parameters of the trials"), List.of());
    }

    /**
     * Declares the parameters of the trials that the study has, so that a trial that is asked for has all of them.
     *
     * @throws RefusedException as {@link #complete}
     */
    static void declare(StudyEngine study) {
        if (!study.settings().space().isEmpty()) {
            return;
        }
        ImpliedSpace implied = ImpliedSpace.of(study.view());
        if (!implied.space().isEmpty()) {
            requirePlain(study, study.settings(), implied);
            read(StudyFileWriter.write(study.settings().withSpace(implied.space())));
            List<String> differences = new ArrayList<>();
            for (Parameter parameter : implied.space().parameters()) {
                differences.add("parameter " + parameter.name() + ": declared as its trials have it");
            }
            study.change(study.settings().withSpace(implied.space()), differences);
            study.tell(differences);
        }
    }

    private static void requirePlain(StudyEngine study, Settings settings, ImpliedSpace implied) {
        if (implied.isPlain()) {
            return;
        }
        String name = study.progress().name();
        String file = ShellWords.brief(name + ".yaml");
        throw new RefusedException("A study must declare its parameters before a program is handed them, but '" + name
                + "' does not. " + reason(implied) + ".\nMaybe write this as " + file + hint(implied)
                + " and take it with: trialog run " + file + "\n\n" + text(study.view(), settings, implied));
    }

    private static String hint(ImpliedSpace implied) {
        boolean complete = implied.open().isEmpty() && implied.mixed().isEmpty();
        return complete ? "" : ", mend the parameters that it names at its end,";
    }

    private static String reason(ImpliedSpace implied) {
        List<String> reasons = new ArrayList<>();
        if (!implied.conditional().isEmpty()) {
            reasons.add("Only some of its trials have: " + String.join(", ", implied.conditional()));
        }
        if (!implied.mixed().isEmpty()) {
            reasons.add("Several kinds or choices had: " + String.join(", ", implied.mixed()));
        }
        return String.join(". ", reasons);
    }

    /** A study file that changes nothing but the parameters, and starts no trial. */
    private static String text(StudyView view, Settings settings, ImpliedSpace implied) {
        StringBuilder text = new StringBuilder(StudyFileWriter.write(settings.withSpace(implied.space())));
        if (view.succeededCount() > 0) {
            text.append("trials: ").append(view.succeededCount()).append('\n');
        }
        implied.open()
                .forEach(name -> text.append("# needs a 'when', which the log does not tell: ")
                        .append(oneLine(name))
                        .append('\n'));
        implied.mixed()
                .forEach(name -> text.append("# had other kinds or choices before: ")
                        .append(oneLine(name))
                        .append('\n'));
        return text.toString().stripTrailing();
    }

    private static String oneLine(String name) {
        return name.replaceAll("\\p{Cntrl}", " ");
    }

    private static Set<String> names(SearchSpace space) {
        Set<String> names = new LinkedHashSet<>();
        space.parameters().forEach(parameter -> names.add(parameter.name()));
        return names;
    }

    private static boolean isProgram(Settings settings) {
        return ObjectiveSettings.of(settings.objective()).isProgram();
    }
}
