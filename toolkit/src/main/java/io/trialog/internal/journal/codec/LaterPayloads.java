package io.trialog.internal.journal.codec;

import com.fasterxml.jackson.core.JsonToken;
import io.trialog.event.StudyEvent;
import io.trialog.space.Distribution;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads what format 2 of the log added: new kinds of events, and objects inside payloads. */
final class LaterPayloads {

    private LaterPayloads() {}

    /** Reads the payload of a kind that format 2 added. */
    static StudyEvent read(String type, PayloadFields f) throws IOException {
        return switch (type) {
            case "TrialAdded" -> trialAdded(f);
            case "ArtifactRecorded" -> artifact(f);
            case "LossAccepted" -> loss(f);
            case "StopLifted" -> stopLifted(f);
            default -> stopDecided(f);
        };
    }

    static StudyEvent.Rule rule(PayloadFields f) throws IOException {
        String type = null;
        int number = 1;
        while (f.next()) {
            switch (f.name()) {
                case "type" -> type = f.text();
                case "rule" -> number = f.smallInteger();
                default -> f.skip();
            }
        }
        return new StudyEvent.Rule(PayloadFields.required("type", type), number);
    }

    static List<StudyEvent.PlugIn> plugIns(PayloadFields f) throws IOException {
        List<StudyEvent.PlugIn> plugIns = new ArrayList<>();
        while (f.parser().nextToken() == JsonToken.START_OBJECT) {
            plugIns.add(plugIn(f));
        }
        return List.copyOf(plugIns);
    }

    private static StudyEvent.PlugIn plugIn(PayloadFields f) throws IOException {
        String name = "";
        String sha256 = "";
        while (f.next()) {
            switch (f.name()) {
                case "name" -> name = f.text();
                case "sha256" -> sha256 = f.text();
                default -> f.skip();
            }
        }
        return new StudyEvent.PlugIn(name, sha256);
    }

    private static StudyEvent trialAdded(PayloadFields f) throws IOException {
        String source = "";
        Map<String, @Nullable Object> params = Map.of();
        Map<String, Distribution> distributions = Map.of();
        List<Double> values = List.of();
        Map<String, Double> metrics = Map.of();
        Map<String, Double> constraints = Map.of();
        Map<String, @Nullable Object> userAttributes = Map.of();
        while (f.next()) {
            switch (f.name()) {
                case "source" -> source = f.text();
                case "params" -> params = f.map();
                case "distributions" -> distributions = distributions(f);
                case "values" -> values = f.numbers();
                case "metrics" -> metrics = f.numbersByName();
                case "constraints" -> constraints = f.numbersByName();
                case "userAttributes" -> userAttributes = f.map();
                default -> f.skip();
            }
        }
        return new StudyEvent.TrialAdded(source, params, distributions, values, metrics, constraints, userAttributes);
    }

    private static Map<String, Distribution> distributions(PayloadFields f) throws IOException {
        Map<String, Distribution> distributions = new LinkedHashMap<>();
        while (f.next()) {
            distributions.put(f.name(), SettingsJson.distribution(f));
        }
        return Collections.unmodifiableMap(distributions);
    }

    private static StudyEvent artifact(PayloadFields f) throws IOException {
        String name = "";
        String path = "";
        long bytes = 0;
        String sha256 = "";
        while (f.next()) {
            switch (f.name()) {
                case "name" -> name = f.text();
                case "path" -> path = f.text();
                case "bytes" -> bytes = f.integer();
                case "sha256" -> sha256 = f.text();
                default -> f.skip();
            }
        }
        return new StudyEvent.ArtifactRecorded(name, path, bytes, sha256);
    }

    private static StudyEvent loss(PayloadFields f) throws IOException {
        long from = -1;
        long to = -1;
        String reason = "";
        while (f.next()) {
            switch (f.name()) {
                case "from" -> from = f.integer();
                case "to" -> to = f.integer();
                case "reason" -> reason = f.text();
                default -> f.skip();
            }
        }
        return new StudyEvent.LossAccepted(from, to, reason);
    }

    private static StudyEvent stopDecided(PayloadFields f) throws IOException {
        String rule = "";
        double value = Double.NaN;
        double bound = Double.NaN;
        long basis = -1;
        String reason = "";
        while (f.next()) {
            switch (f.name()) {
                case "rule" -> rule = f.text();
                case "value" -> value = f.number();
                case "bound" -> bound = f.number();
                case "basis" -> basis = f.integer();
                case "reason" -> reason = f.text();
                default -> f.skip();
            }
        }
        return new StudyEvent.StopDecided(rule, value, bound, basis, reason);
    }

    private static StudyEvent stopLifted(PayloadFields f) throws IOException {
        String rule = "";
        int finished = 0;
        while (f.next()) {
            switch (f.name()) {
                case "rule" -> rule = f.text();
                case "finished" -> finished = f.smallInteger();
                default -> f.skip();
            }
        }
        return new StudyEvent.StopLifted(rule, finished);
    }
}
