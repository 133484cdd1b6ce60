package io.trialog.internal.executor.local;

import io.trialog.exception.RefusedException;
import io.trialog.internal.executor.ExecutorCatalogue;
import io.trialog.internal.format.Texts;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The devices that jobs of this machine share out, and how many of them a job gets.
 *
 * @param names the devices as {@code CUDA_VISIBLE_DEVICES} names them; empty if jobs get none
 * @param perJob how many a job has for itself; 1 if it has a share of one
 * @param jobsPerDevice how many jobs share a device; 1 if a job has it for itself
 */
record Devices(List<String> names, int perJob, int jobsPerDevice) {

    /** The variable that tells programs which devices there are. */
    static final String VISIBLE = "CUDA_VISIBLE_DEVICES";

    private static final Devices NONE = new Devices(List.of(), 0, 0);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9_./:-]{0,99}");
    private static final double ROUNDING = 1e-9;

    Devices {
        names = List.copyOf(names);
    }

    /**
     * Reads the section.
     *
     * @param section {@code gpus} and {@code devices}; where its type is {@code auto}, a machine without devices has none to share out
     * @param environment a variable {@value #VISIBLE} in it says which devices this process may use: numbers are counted among those
     * @throws RefusedException if there are not enough devices for one job, or one that is named is not there
     */
    static Devices of(Map<String, @Nullable Object> section, Map<String, String> environment) {
        Object asked = section.get("gpus");
        Object listed = section.get("devices");
        double gpus = asked == null ? listed == null ? 0 : 1 : number(asked.toString());
        if (gpus == 0) {
            return NONE;
        }
        List<String> names = names(listed, environment);
        if (names.isEmpty() && listed == null && ExecutorCatalogue.AUTO.equals(section.get("type"))) {
            return NONE; // what a cluster is asked for is no demand on a laptop
        }
        int perJob = gpus < 1 ? 1 : (int) gpus;
        if (names.size() < perJob) {
            throw new RefusedException(
                    "'executor.gpus' must find room on this machine, but asks for " + Texts.count(perJob, "device")
                            + " per trial, and "
                            + (names.isEmpty() ? "none is found" : "only " + String.join(", ", names) + " may be used")
                            + ".\nMaybe executor: {devices: [0, 1]} names those of this machine.");
        }
        return new Devices(names, perJob, gpus < 1 ? (int) Math.floor(1 / gpus + ROUNDING) : 1);
    }

    /** {@code 2}, {@code 0.5}, or as Slurm takes it {@code a100:2}. */
    private static double number(String word) {
        String last = word.substring(word.lastIndexOf(':') + 1);
        double number = last.matches("[0-9]{1,6}(\\.[0-9]{1,6})?") ? Double.parseDouble(last) : -1;
        if (number < 0 || number > 1 && number != Math.rint(number)) {
            throw new RefusedException(
                    "'executor.gpus' of a local study must be a whole number, or a share between 0 and 1, but is '"
                            + word + "'.");
        }
        return number;
    }

    private static List<String> names(@Nullable Object listed, Map<String, String> environment) {
        List<String> visible = visible(environment);
        if (!(listed instanceof List<?> list)) {
            return visible == null ? found() : visible;
        }
        List<String> names = new ArrayList<>();
        for (Object device : list) {
            names.add(named(String.valueOf(device), visible));
        }
        Set<String> different = new HashSet<>(names);
        if (different.size() < names.size()) {
            throw new RefusedException("'executor.devices' must name each device once, but names " + list + ".");
        }
        return names;
    }

    /** A number counts the devices that this process may use; any other name is a device's own. */
    private static String named(String device, @Nullable List<String> visible) {
        if (!NAME.matcher(device).matches()) {
            throw new RefusedException(
                    "'executor.devices' must name devices by numbers from 0 on, or by names such as GPU-8f1c, but names '"
                            + device + "'.");
        }
        if (visible == null || visible.contains(device) && !device.matches("[0-9]+")) {
            return device;
        }
        int number = device.matches("[0-9]{1,4}") ? Integer.parseInt(device) : -1;
        if (number < 0 || number >= visible.size()) {
            throw new RefusedException(
                    "'executor.devices' must name devices that this process may use, but '" + device + "' is none: "
                            + VISIBLE + " is " + String.join(",", visible) + ", and devices are counted in it from 0.");
        }
        return visible.get(number);
    }

    private static @Nullable List<String> visible(Map<String, String> environment) {
        String text = environment.get(VISIBLE);
        return text == null
                ? null
                : Arrays.stream(text.split(","))
                        .map(String::strip)
                        .filter(word -> !word.isEmpty())
                        .toList();
    }

    /** The devices that the driver shows. */
    private static List<String> found() {
        List<String> found = new ArrayList<>();
        Path root = Path.of("/dev");
        try (DirectoryStream<Path> devices = Files.newDirectoryStream(root, "nvidia[0-9]*")) {
            devices.forEach(device -> found.add(device.getFileName().toString().substring("nvidia".length())));
        } catch (IOException e) {
            return List.of();
        }
        found.removeIf(name -> !name.matches("[0-9]+"));
        found.sort(Comparator.comparingInt(Integer::parseInt));
        return found;
    }

    /** How many jobs find room. */
    int capacity() {
        return names.isEmpty() ? Integer.MAX_VALUE : names.size() / perJob * jobsPerDevice;
    }

    /** A place beside those that are taken, or {@code null} if there is none: the least used devices, and the lowest free slot. */
    @Nullable
    Place free(Iterable<Place> taken) {
        Set<Integer> slots = new HashSet<>();
        Map<String, Integer> users = new HashMap<>();
        for (Place place : taken) {
            slots.add(place.slot());
            place.devices().forEach(device -> users.merge(device, 1, Integer::sum));
        }
        int slot = 0;
        while (slots.contains(slot)) {
            slot++;
        }
        List<String> free = names.stream()
                .filter(name -> users.getOrDefault(name, 0) < jobsPerDevice)
                .sorted(Comparator.comparingInt(name -> Objects.requireNonNullElse(users.get(name), 0)))
                .toList();
        if (free.size() < perJob) {
            return null;
        }
        List<String> chosen = new ArrayList<>(free.subList(0, perJob));
        chosen.sort(Comparator.comparingInt(names::indexOf));
        return new Place(slot, chosen);
    }
}
