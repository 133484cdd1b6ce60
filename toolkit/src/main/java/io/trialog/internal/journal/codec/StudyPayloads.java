package io.trialog.internal.journal.codec;

import io.trialog.event.StudyEvent;
import io.trialog.study.Settings;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Reads the payloads that concern a whole study: its beginning, its controllers and its settings. */
final class StudyPayloads {

    private StudyPayloads() {}

    static StudyEvent controllerStarted(PayloadFields f) throws IOException {
        long continuesSeq = -1;
        long pid = 0;
        Map<String, String> texts = new HashMap<>();
        StudyEvent.Platform platform = null;
        List<StudyEvent.PlugIn> plugIns = List.of();
        while (f.next()) {
            switch (f.name()) {
                case "continuesSeq" -> continuesSeq = f.integer();
                case "pid" -> pid = f.integer();
                case "continuesHash", "host", "bootId", "directory", "durability", "reason" ->
                    texts.put(f.name(), f.text());
                case "platform" -> platform = SettingsJson.platform(f);
                case "plugIns" -> plugIns = LaterPayloads.plugIns(f);
                default -> f.skip();
            }
        }
        return new StudyEvent.ControllerStarted(
                continuesSeq,
                texts.getOrDefault("continuesHash", ""),
                texts.getOrDefault("host", ""),
                texts.getOrDefault("bootId", ""),
                pid,
                texts.getOrDefault("directory", ""),
                texts.getOrDefault("durability", ""),
                texts.getOrDefault("reason", ""),
                PayloadFields.required("platform", platform),
                plugIns);
    }

    static StudyEvent studyCreated(PayloadFields f) throws IOException {
        String studyId = null;
        Settings settings = null;
        StudyEvent.Platform platform = null;
        while (f.next()) {
            switch (f.name()) {
                case "studyId" -> studyId = f.text();
                case "settings" -> settings = SettingsJson.settings(f);
                case "platform" -> platform = SettingsJson.platform(f);
                default -> f.skip();
            }
        }
        return new StudyEvent.StudyCreated(
                PayloadFields.required("studyId", studyId),
                PayloadFields.required("settings", settings),
                PayloadFields.required("platform", platform));
    }

    static StudyEvent settingsChanged(PayloadFields f) throws IOException {
        Settings settings = null;
        List<String> differences = List.of();
        while (f.next()) {
            switch (f.name()) {
                case "settings" -> settings = SettingsJson.settings(f);
                case "differences" -> differences = f.texts();
                default -> f.skip();
            }
        }
        return new StudyEvent.StudySettingsChanged(PayloadFields.required("settings", settings), differences);
    }
}
