package io.trialog.internal.config.wandb;

import io.trialog.exception.StudyFileException;
import io.trialog.internal.option.SamplerCatalogue;
import io.trialog.internal.yaml.Fields;
import io.trialog.internal.yaml.Item;
import io.trialog.internal.yaml.YamlValues;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Maps W&amp;B's {@code method} onto a sampler: {@code bayes} onto the default one. */
public final class SearchMethod {

    private static final String METHOD = "method";
    private static final List<String> METHODS = List.of("bayes", "random", "grid");

    /** What 'bayes' may mean: the default, and the samplers that it chooses from. */
    private static final List<String> MODELS = List.of("auto", "tpe", "gp", "cmaes");

    private SearchMethod() {}

    /** Whether a sweep file leaves the sampler open. */
    public static boolean isBayes(Fields file) {
        return file.has(METHOD) && "bayes".equals(file.text(METHOD));
    }

    /** Whether a sweep file with a method may name a sampler. */
    public static boolean allows(Fields file, String sampler) {
        return isBayes(file) ? MODELS.contains(sampler) : sampler.equals(file.text(METHOD));
    }

    /** Returns the type of the sampler that a sweep file asks for, or {@code null} if it names no method. */
    public static @Nullable String sampler(Fields file) {
        if (!file.has(METHOD)) {
            return null;
        }
        Item item = file.need(METHOD);
        if (item instanceof Item.Scalar scalar && scalar.text().equals("custom")) {
            throw StudyFileException.at(
                    file.place(METHOD), "The method 'custom' is not supported.\nMaybe bayes, random or grid.");
        }
        String method = YamlValues.word(item, METHOD, METHODS);
        if (method.equals("bayes")) {
            return SamplerCatalogue.catalogue().defaultType();
        }
        return method;
    }
}
