package io.trialog.internal.transfer.optuna;

import com.fasterxml.jackson.databind.JsonNode;
import io.trialog.exception.ProjectionException;
import io.trialog.internal.json.JsonValues;
import io.trialog.space.CategoricalDistribution;
import io.trialog.space.Distribution;
import io.trialog.space.FloatDistribution;
import io.trialog.space.IntDistribution;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads Optuna's {@code distribution_json}, the names that it used before 3.0 included. */
final class OptunaDistributionParser {

    private final Map<String, Distribution> known = new HashMap<>();

    /**
     * The distribution of a text; equal texts give one instance.
     *
     * @throws ProjectionException if Trialog has no such distribution
     */
    Distribution parse(String json) {
        Distribution distribution = known.get(json);
        if (distribution == null) {
            distribution = parsed(json);
            known.put(json, distribution);
        }
        return distribution;
    }

    private static Distribution parsed(String json) {
        JsonNode node = OptunaJson.tree(json);
        JsonNode attributes = node.path("attributes");
        try {
            return switch (node.path("name").asText()) {
                case "FloatDistribution" ->
                    floating(attributes, "step", attributes.path("log").asBoolean());
                case "UniformDistribution" -> floating(attributes, "step", false);
                case "LogUniformDistribution" -> floating(attributes, "step", true);
                case "DiscreteUniformDistribution" -> floating(attributes, "q", false);
                case "IntDistribution" ->
                    integer(attributes, attributes.path("log").asBoolean());
                case "IntUniformDistribution" -> integer(attributes, false);
                case "IntLogUniformDistribution" -> integer(attributes, true);
                case "CategoricalDistribution" -> categorical(attributes);
                default -> throw new IllegalArgumentException("There is no distribution of that name.");
            };
        } catch (IllegalArgumentException e) {
            throw new ProjectionException("The distribution " + json + " can't be taken over: " + e.getMessage(), e);
        }
    }

    private static Distribution floating(JsonNode attributes, String step, boolean log) {
        return new FloatDistribution(
                attributes.path("low").asDouble(),
                attributes.path("high").asDouble(),
                attributes.path(step).asDouble(0),
                log);
    }

    private static Distribution integer(JsonNode attributes, boolean log) {
        long step = log ? 1 : attributes.path("step").asLong(1);
        return new IntDistribution(
                attributes.path("low").asLong(), attributes.path("high").asLong(), step, log);
    }

    private static Distribution categorical(JsonNode attributes) {
        List<@Nullable Object> choices = new ArrayList<>();
        attributes.path("choices").forEach(choice -> choices.add(JsonValues.plain(choice)));
        return CategoricalDistribution.ofListed(choices);
    }
}
