package io.trialog.internal.executor.local;

import io.trialog.internal.file.AtomicFile;
import io.trialog.internal.json.FlatJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The place of a job among those that run at the same time on this machine. It stands in the job's directory before the job is started, so that
 * whoever finds the job knows what it occupies.
 *
 * @param slot a number from 0 that no other job of the study has at the time
 * @param devices the devices that the job uses, by their own names; empty if it uses none
 */
record Place(int slot, List<String> devices) {

    static final String FILE = "place.json";

    Place {
        devices = List.copyOf(devices);
    }

    void write(Path directory) throws IOException {
        AtomicFile.write(directory.resolve(FILE), FlatJson.write(toMap()));
    }

    /** The place of the job in a directory, or {@code null} if none stands there. */
    static @Nullable Place read(Path directory) throws IOException {
        Map<String, @Nullable Object> map;
        try {
            map = FlatJson.read(Files.readAllBytes(directory.resolve(FILE)));
        } catch (NoSuchFileException e) {
            return null;
        }
        List<String> devices = new ArrayList<>();
        if (map.get("devices") instanceof List<?> list) {
            list.forEach(device -> devices.add(String.valueOf(device)));
        }
        return new Place((int) FlatJson.number(map, "slot"), devices);
    }

    Map<String, @Nullable Object> toMap() {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("slot", (long) slot);
        if (!devices.isEmpty()) {
            map.put("devices", devices);
        }
        return map;
    }

    /** What a job finds in its environment. */
    Map<String, String> variables() {
        Map<String, String> variables = new LinkedHashMap<>();
        variables.put("TRIALOG_SLOT", String.valueOf(slot));
        if (!devices.isEmpty()) {
            variables.put(Devices.VISIBLE, String.join(",", devices));
        }
        return variables;
    }
}
