package io.trialog.config;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads where and for how long trials run: executor, controller, stage, trials, timeout, durability. */
final class RunReader {

    private static final List<String> CONTROLLER_KEYS =
            List.of("partition", "account", "qos", "cpus", "mem", "time", "type");
    private static final List<String> STAGE_KEYS = List.of("in", "to", "out");

    private final Fields file;
    private final Notes notes;

    RunReader(Fields file, Notes notes) {
        this.file = file;
        this.notes = notes;
    }

    Map<String, @Nullable Object> executor() {
        return file.has("executor") ? Options.EXECUTOR.read(file.need("executor"), notes) : new LinkedHashMap<>();
    }

    Map<String, @Nullable Object> controller() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (!file.has("controller")) {
            return map;
        }
        Fields fields = Fields.of(file.need("controller"), "controller", CONTROLLER_KEYS);
        if (fields.has("type")) {
            Values.word(fields.need("type"), "controller.type", List.of("local", "cloud"));
            notes.add(fields.place("type"), "'controller.type' is W&B's and has no effect.");
        }
        for (String key : fields.keys()) {
            Item item = fields.get(key);
            if (item != null && !key.equals("type")) {
                map.put(key, value(key, item, fields.name(key)));
            }
        }
        if (!map.isEmpty()) {
            unused("controller");
        }
        return map;
    }

    private static Object value(String key, Item item, String what) {
        return switch (key) {
            case "cpus" -> Values.integer(item, what, 1);
            case "time" -> Durations.seconds(Values.duration(item, what));
            default -> Values.text(item, what);
        };
    }

    Map<String, @Nullable Object> stage() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        if (!file.has("stage")) {
            return map;
        }
        Fields fields = Fields.of(file.need("stage"), "stage", STAGE_KEYS);
        for (String key : STAGE_KEYS) {
            Item item = fields.get(key);
            if (item != null) {
                map.put(
                        key,
                        key.equals("to")
                                ? (Object) Values.text(item, fields.name(key))
                                : (Object) new ArrayList<>(Values.texts(item, fields.name(key))));
            }
        }
        unused("stage");
        return map;
    }

    private void unused(String section) {
        notes.add(
                file.place(section),
                "'" + section + "' is kept but has no effect: this version does not run on clusters.");
    }

    @Nullable
    Integer trials() {
        file.notBoth("trials", "run_cap");
        String key = file.has("trials") ? "trials" : "run_cap";
        if (!file.has(key)) {
            return null;
        }
        long trials = Values.integer(file.need(key), key, 1);
        if (trials > Integer.MAX_VALUE) {
            throw Values.wrong(file.need(key), key, "at most " + Integer.MAX_VALUE);
        }
        return (int) trials;
    }

    @Nullable
    Duration timeout() {
        return file.has("timeout") ? Values.duration(file.need("timeout"), "timeout") : null;
    }

    @Nullable
    String durability() {
        return file.has("durability")
                ? Values.word(file.need("durability"), "durability", List.of("full", "ledger", "local", "memory"))
                : null;
    }
}
