package io.trialog.internal.journal.codec;

import io.trialog.event.StudyEvent;
import io.trialog.internal.json.FreeForm;
import io.trialog.internal.json.JsonBytes;
import io.trialog.space.Distribution;
import io.trialog.trial.FailCause;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The payload of every kind of event as JSON: the components of its record, in their order, absent ones left out. */
final class PayloadWriter {

    private PayloadWriter() {}

    static void write(StudyEvent event, JsonBytes out) {
        out.beginObject();
        if (!hot(event, out) && !rare(event, out)) {
            throw new IllegalArgumentException("An event of a kind that is not known can't be written anew.");
        }
        out.endObject();
    }

    private static boolean hot(StudyEvent event, JsonBytes out) {
        if (event instanceof StudyEvent.ValueReported e) {
            out.member("restart", e.restart())
                    .member("workerSeq", e.workerSeq())
                    .member("step", e.step());
            numbers(e.values(), out.key("values"));
            if (e.printed()) {
                out.key("printed").value(true);
            }
        } else if (event instanceof StudyEvent.TrialAsked e) {
            asked(e, out);
        } else if (event instanceof StudyEvent.TrialTold e) {
            told(e, out);
        } else if (event instanceof StudyEvent.PruneDecided e) {
            pruned(e, out);
        } else if (event instanceof StudyEvent.JobStateChanged e) {
            out.member("state", e.state()).member("reason", e.reason());
            optional("exitCode", e.exitCode(), out);
            optional("signal", e.signal(), out);
            out.member("restart", e.restart());
            optional("details", e.details(), out);
        } else if (event instanceof StudyEvent.JobSubmitIntended e) {
            out.member("token", e.token()).member("executor", e.executor());
            optional("resources", e.resources(), out);
        } else if (event instanceof StudyEvent.JobSubmitted e) {
            out.member("token", e.token()).member("nativeId", e.nativeId());
            optional("given", e.given(), out);
        } else if (event instanceof StudyEvent.ParameterSuggested e) {
            FreeForm.write(e.value(), out.member("name", e.name()).key("value"));
            SettingsJson.write(e.distribution(), out.key("distribution"));
        } else {
            return false;
        }
        return true;
    }

    private static void asked(StudyEvent.TrialAsked e, JsonBytes out) {
        FreeForm.writeMap(e.params(), out.member("basis", e.basis()).key("params"));
        out.member("explanation", e.explanation()).member("runner", e.runner());
        StudyEvent.Rule sampler = e.sampler();
        if (sampler != null) {
            out.key("sampler").beginObject().member("type", sampler.type());
            out.member("rule", sampler.number()).endObject();
        }
        optional("memo", e.memo(), out);
    }

    private static void pruned(StudyEvent.PruneDecided e, JsonBytes out) {
        out.member("step", e.step()).member("rule", e.rule());
        out.key("threshold").number(e.threshold()).key("compared").number(e.compared());
        out.member("count", e.count()).member("rung", e.rung());
        if (e.horizon() >= 0) {
            out.member("horizon", e.horizon());
        }
        if (e.warmup() >= 0) {
            out.member("warmup", e.warmup());
        }
    }

    private static void told(StudyEvent.TrialTold e, JsonBytes out) {
        out.member("state", e.state().name()).key("values").beginArray();
        e.values().forEach(out::number);
        out.endArray();
        numbers(e.metrics(), out.key("metrics"));
        texts(e.unused(), out.key("unused"));
        out.member("reason", e.reason());
        FailCause cause = e.cause();
        if (cause != null) {
            out.member("cause", cause.text());
        }
    }

    private static boolean rare(StudyEvent event, JsonBytes out) {
        if (event instanceof StudyEvent.AttributeSet e) {
            FreeForm.write(
                    e.value(),
                    out.member("kind", e.kind()).member("key", e.key()).key("value"));
        } else if (event instanceof StudyEvent.TrialEnqueued e) {
            FreeForm.writeMap(e.params(), out.key("params"));
            FreeForm.writeMap(e.userAttributes(), out.key("userAttributes"));
        } else if (event instanceof StudyEvent.JobSubmissionFailed e) {
            out.member("token", e.token()).member("kind", e.kind()).member("message", e.message());
        } else if (event instanceof StudyEvent.CommandReceived e) {
            out.member("commandId", e.commandId()).member("kind", e.kind());
            FreeForm.writeMap(e.arguments(), out.key("arguments"));
        } else if (event instanceof StudyEvent.TrialVoided e) {
            out.member("reason", e.reason());
        } else if (event instanceof StudyEvent.CancelDecided e) {
            out.member("reason", e.reason());
        } else if (event instanceof StudyEvent.ControllerStopped e) {
            out.member("reason", e.reason());
        } else if (event instanceof StudyEvent.ControllerStarted e) {
            started(e, out);
        } else if (event instanceof StudyEvent.StudyCreated e) {
            out.member("log", EventCodec.LOG_VERSION).member("studyId", e.studyId());
            SettingsJson.write(e.settings(), out.key("settings"));
            SettingsJson.write(e.platform(), out.key("platform"));
        } else if (event instanceof StudyEvent.StudySettingsChanged e) {
            SettingsJson.write(e.settings(), out.key("settings"));
            texts(e.differences(), out.key("differences"));
        } else {
            return added(event, out);
        }
        return true;
    }

    /** The kinds that format 2 added. */
    private static boolean added(StudyEvent event, JsonBytes out) {
        if (event instanceof StudyEvent.TrialRetried e) {
            out.member("reason", e.reason());
        } else if (event instanceof StudyEvent.TrialAdded e) {
            trialAdded(e, out);
        } else if (event instanceof StudyEvent.StopDecided e) {
            out.member("rule", e.rule());
            FreeForm.write(e.value(), out.key("value"));
            FreeForm.write(e.bound(), out.key("bound"));
            out.member("basis", e.basis()).member("reason", e.reason());
        } else if (event instanceof StudyEvent.StopLifted e) {
            out.member("rule", e.rule()).member("finished", e.finished());
        } else if (event instanceof StudyEvent.ArtifactRecorded e) {
            out.member("name", e.name()).member("path", e.path());
            out.member("bytes", e.bytes()).member("sha256", e.sha256());
        } else if (event instanceof StudyEvent.LossAccepted e) {
            out.member("from", e.from()).member("to", e.to()).member("reason", e.reason());
        } else {
            return false;
        }
        return true;
    }

    private static void trialAdded(StudyEvent.TrialAdded e, JsonBytes out) {
        FreeForm.writeMap(e.params(), out.member("source", e.source()).key("params"));
        out.key("distributions").beginObject();
        for (Map.Entry<String, Distribution> distribution : e.distributions().entrySet()) {
            SettingsJson.write(distribution.getValue(), out.key(distribution.getKey()));
        }
        out.endObject().key("values").beginArray();
        e.values().forEach(out::number);
        out.endArray();
        numbers(e.metrics(), out.key("metrics"));
        numbers(e.constraints(), out.key("constraints"));
        FreeForm.writeMap(e.userAttributes(), out.key("userAttributes"));
    }

    private static void started(StudyEvent.ControllerStarted e, JsonBytes out) {
        out.member("log", EventCodec.LOG_VERSION).member("continuesSeq", e.continuesSeq());
        out.member("continuesHash", e.continuesHash()).member("host", e.host());
        out.member("bootId", e.bootId()).member("pid", e.pid()).member("directory", e.directory());
        out.member("durability", e.durability()).member("reason", e.reason());
        SettingsJson.write(e.platform(), out.key("platform"));
        if (!e.plugIns().isEmpty()) {
            out.key("plugIns").beginArray();
            for (StudyEvent.PlugIn plugIn : e.plugIns()) {
                out.beginObject().member("name", plugIn.name()).member("sha256", plugIn.sha256());
                out.endObject();
            }
            out.endArray();
        }
    }

    private static void optional(String name, @Nullable Integer value, JsonBytes out) {
        if (value != null) {
            out.member(name, value);
        }
    }

    private static void optional(String name, Map<String, @Nullable Object> map, JsonBytes out) {
        if (!map.isEmpty()) {
            FreeForm.writeMap(map, out.key(name));
        }
    }

    private static void numbers(Map<String, Double> values, JsonBytes out) {
        out.beginObject();
        for (Map.Entry<String, Double> value : values.entrySet()) {
            out.key(value.getKey()).number(value.getValue());
        }
        out.endObject();
    }

    private static void texts(List<String> texts, JsonBytes out) {
        out.beginArray();
        texts.forEach(out::value);
        out.endArray();
    }
}
