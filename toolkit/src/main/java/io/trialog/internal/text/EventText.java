package io.trialog.internal.text;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.internal.format.Texts;
import io.trialog.study.Settings;
import io.trialog.trial.NumberText;
import io.trialog.trial.TrialState;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events in words. */
public final class EventText {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss.SSS'Z'", Locale.ROOT)
            .withZone(ZoneOffset.UTC);

    private EventText() {}

    /** One line: sequence number, time, trial, and what happened. */
    public static String line(StoredEvent stored) {
        int trial = stored.envelope().trial();
        int attempt = stored.envelope().attempt();
        String who = trial < 0 ? "" : "trial " + trial + (attempt > 1 ? "." + attempt : "");
        return String.format(
                Locale.ROOT,
                "%6d  %s  %-10s  %s",
                stored.envelope().seq(),
                TIME.format(stored.envelope().at()),
                who,
                oneLine(words(stored)));
    }

    private static String oneLine(String text) {
        return text.replace("\r", "\\r").replace("\n", "\\n");
    }

    private static String objectives(Settings settings) {
        return settings.metrics().size() > 1
                ? StudySummary.objectives(settings)
                : settings.metric() + ", " + lower(settings.direction());
    }

    private static String words(StoredEvent stored) {
        StudyEvent event = stored.event();
        if (event instanceof StudyEvent.StudyCreated e) {
            return "study '" + e.settings().name() + "' created: "
                    + objectives(e.settings()) + ", seed " + e.settings().seed() + ", sampler "
                    + e.settings().sampler().get("type") + ", pruner "
                    + e.settings().pruner().get("type");
        } else if (event instanceof StudyEvent.ControllerStarted e) {
            return "controller " + e.reason() + ": epoch " + stored.envelope().epoch() + ", process " + e.pid() + " on "
                    + e.host() + ", durability " + e.durability();
        } else if (event instanceof StudyEvent.ControllerStopped e) {
            return "controller stopped" + reason(e.reason());
        } else if (event instanceof StudyEvent.CommandReceived e) {
            return "command " + e.kind() + " " + values(e.arguments());
        } else if (event instanceof StudyEvent.StudySettingsChanged e) {
            return "settings changed: " + String.join("; ", e.differences());
        } else if (event instanceof StudyEvent.AttributeSet e) {
            return e.kind().equals("note")
                    ? "note: " + e.value()
                    : e.kind() + " attribute " + e.key() + " = " + e.value();
        } else if (event instanceof StudyEvent.Unknown) {
            return stored.envelope().type() + " (not known to this version)";
        }
        return aboutTrial(event);
    }

    private static String aboutTrial(StudyEvent event) {
        if (event instanceof StudyEvent.TrialEnqueued e) {
            return "enqueued with " + values(e.params());
        } else if (event instanceof StudyEvent.TrialAsked e) {
            return "asked (" + e.runner() + "): " + values(e.params()) + reason(e.explanation()) + " on basis "
                    + e.basis();
        } else if (event instanceof StudyEvent.ParameterSuggested e) {
            return "suggested " + e.name() + "=" + Texts.value(e.value());
        } else if (event instanceof StudyEvent.ValueReported e) {
            return "reported step " + e.step() + ": " + values(e.values());
        } else if (event instanceof StudyEvent.PruneDecided e) {
            return "prune: " + e.rule() + " (step " + e.step() + ", " + NumberText.of(e.compared()) + " against "
                    + NumberText.of(e.threshold()) + " of " + e.count() + ")";
        } else if (event instanceof StudyEvent.CancelDecided e) {
            return "cancel" + reason(e.reason());
        } else if (event instanceof StudyEvent.TrialTold e) {
            return told(e);
        } else if (event instanceof StudyEvent.TrialVoided e) {
            return "declared void" + reason(e.reason());
        }
        return aboutJob(event);
    }

    private static String aboutJob(StudyEvent event) {
        if (event instanceof StudyEvent.JobSubmitIntended e) {
            return "to be submitted to " + e.executor() + " as " + e.token();
        } else if (event instanceof StudyEvent.JobSubmitted e) {
            return "submitted as " + e.nativeId() + (e.given().isEmpty() ? "" : " with " + e.given());
        } else if (event instanceof StudyEvent.JobSubmissionFailed e) {
            return "not submitted: " + e.kind() + ", " + e.message();
        } else if (event instanceof StudyEvent.JobStateChanged e) {
            return e.state().toLowerCase(Locale.ROOT)
                    + (e.exitCode() == null ? "" : ", exit code " + e.exitCode())
                    + (e.signal() == null ? "" : ", signal " + e.signal())
                    + reason(e.reason())
                    + failedNode(e.details().get("failedNode"));
        }
        return later(event);
    }

    private static String later(StudyEvent event) {
        if (event instanceof StudyEvent.TrialRetried e) {
            return "runs again" + reason(e.reason());
        } else if (event instanceof StudyEvent.TrialAdded e) {
            List<String> numbers = e.values().stream().map(NumberText::of).toList();
            return "added from " + e.source() + ": " + values(e.params()) + ", " + String.join(", ", numbers);
        } else if (event instanceof StudyEvent.StopDecided e) {
            return "no further trial by stop_when." + e.rule() + reason(e.reason());
        } else if (event instanceof StudyEvent.StopLifted e) {
            return "stop_when." + e.rule() + " is lifted until " + e.finished() + " trials are finished";
        } else if (event instanceof StudyEvent.ArtifactRecorded e) {
            return "file " + e.name() + ": " + e.path() + ", " + e.bytes() + " bytes, sha256 " + e.sha256();
        } else if (event instanceof StudyEvent.LossAccepted e) {
            return "goes on without events " + e.from() + " to " + e.to() + reason(e.reason());
        }
        return event.getClass().getSimpleName();
    }

    private static String failedNode(@Nullable Object failed) {
        return failed instanceof Map<?, ?> map ? ", node " + map.get("node") + " failed: " + map.get("reason") : "";
    }

    private static String told(StudyEvent.TrialTold e) {
        String state = e.state() == TrialState.FAIL ? "failed" : lower(e.state());
        List<String> numbers = e.values().stream().map(NumberText::of).toList();
        return state + (numbers.isEmpty() ? "" : ": " + String.join(", ", numbers)) + reason(e.reason());
    }

    private static String reason(String reason) {
        return reason.isEmpty() ? "" : " (" + reason + ")";
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static String values(Map<String, ? extends @Nullable Object> values) {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) ->
                text.append(text.isEmpty() ? "" : ", ").append(name).append('=').append(Texts.value(value)));
        return text.toString();
    }
}
