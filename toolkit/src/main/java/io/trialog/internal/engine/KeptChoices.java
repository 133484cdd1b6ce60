package io.trialog.internal.engine;

import io.trialog.internal.analysis.ImpliedSpace;
import io.trialog.internal.config.StudyFile;
import io.trialog.internal.format.PythonText;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Condition;
import io.trialog.space.Distribution;
import io.trialog.space.Parameter;
import io.trialog.space.SearchSpace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Choices that a study has in another form than its file says them. Toolkits of 0.1 kept a list or a map among the choices as
 * its text, and a study of theirs goes on with that. An imported study may list a choice twice, which a file can't say.
 */
final class KeptChoices {

    private final Map<String, Distribution> known = new LinkedHashMap<>();

    private KeptChoices(StudyEngine study) {
        ImpliedSpace.of(study.view()).space().parameters().forEach(p -> known.put(p.name(), p.distribution()));
        study.settings().space().parameters().forEach(p -> known.put(p.name(), p.distribution()));
    }

    /** Returns a study file with the choices of the study where it means the same. */
    static StudyFile in(StudyEngine study, StudyFile file) {
        KeptChoices kept = new KeptChoices(study);
        List<Parameter> parameters = new ArrayList<>();
        for (Parameter parameter : file.space().parameters()) {
            Condition when = parameter.when();
            parameters.add(new Parameter(
                    parameter.name(),
                    kept.distribution(parameter),
                    when == null ? null : kept.condition(when, file.space())));
        }
        SearchSpace space = file.space().withParameters(parameters);
        return space.equals(file.space()) ? file : file.withSpace(space);
    }

    private Distribution distribution(Parameter parameter) {
        if (!(parameter.distribution() instanceof CategoricalDistribution asked)
                || !(known.get(parameter.name()) instanceof CategoricalDistribution before)) {
            return parameter.distribution();
        }
        if (isTextOf(asked, before)) {
            return new CategoricalDistribution(before.choices(), asked.probabilities());
        }
        boolean listed = asked.isCompatibleWith(before) && !before.listed().isEmpty();
        return listed ? new CategoricalDistribution(asked.choices(), asked.probabilities(), before.listed()) : asked;
    }

    private static boolean isTextOf(CategoricalDistribution asked, CategoricalDistribution before) {
        return !asked.isCompatibleWith(before)
                && PythonText.flat(asked.choices()).equals(before.choices());
    }

    private Condition condition(Condition when, SearchSpace space) {
        Map<String, List<@Nullable Object>> parents = new LinkedHashMap<>();
        when.parents().forEach((name, values) -> {
            Parameter parent = space.get(name);
            boolean asTexts = parent != null
                    && parent.distribution() instanceof CategoricalDistribution asked
                    && known.get(name) instanceof CategoricalDistribution before
                    && isTextOf(asked, before);
            parents.put(name, asTexts ? PythonText.flat(values) : values);
        });
        return new Condition(parents);
    }
}
