package io.trialog;

import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Map;
import java.util.Set;

/** The storeys of the house, the lowest first, and who may enter which room. */
final class House {

    private static final String ROOT = "io.trialog";
    private static final int GROUND = 1;

    private static final Map<Integer, Set<String>> STOREYS = Map.of(
            GROUND,
            Set.of("numeric", "json", "format", "file", "platform", "stage"),
            2,
            Set.of("fold", "analysis", "paint", "text", "usage"),
            3,
            Set.of(
                    "sampler",
                    "pruner",
                    "protocol",
                    "config",
                    "projection",
                    "executor",
                    "journal",
                    "option",
                    "yaml",
                    "notify",
                    "display",
                    "project"),
            4,
            Set.of("control"),
            5,
            Set.of("run"),
            6,
            Set.of("engine"),
            7,
            Set.of("remote", "launch", "transfer", "doctor", "report", "configure"));

    private static final Set<String> VALUES =
            Set.of("space", "trial", "study", "status", "event", "client", "exception");
    private static final Set<String> ENDS = Set.of("cli", "notebook");

    /** Rooms below the door that an end may enter. */
    private static final Set<String> OPEN_TO_ENDS = Set.of(
            "remote",
            "launch",
            "transfer",
            "doctor",
            "report",
            "configure",
            "engine",
            "text",
            "format",
            "json",
            "platform");

    private static final Set<String> KNOW_JACKSON = Set.of("json", "yaml", "protocol");

    private House() {}

    /** Whether a class may know a class of another package. */
    static boolean mayKnow(JavaClass origin, JavaClass target) {
        String from = room(origin);
        String to = room(target);
        if (!isOurs(target)) {
            return true;
        }
        if (isInternal(origin)) {
            return isInternal(target) ? storey(from) >= storey(to) : isValueOrSocket(to);
        }
        if (isValueOrSocket(from)) {
            return isInternal(target) ? storey(to) == GROUND : VALUES.contains(to) || from.equals(to);
        }
        if (ENDS.contains(from)) {
            return isInternal(target) ? OPEN_TO_ENDS.contains(to) : !ENDS.contains(to) || from.equals(to);
        }
        return !ENDS.contains(to);
    }

    /** Each sampler, each pruner and each scheduler is known to its own package, and to its provider there, only. */
    static boolean mayKnowImplementation(JavaClass origin, JavaClass target) {
        String owner = implementation(target);
        return owner.isEmpty() || owner.equals(implementation(origin));
    }

    private static String implementation(JavaClass type) {
        String name = type.getPackageName();
        for (String family : Set.of("sampler.", "pruner.", "executor.slurm", "executor.pbs", "executor.local")) {
            String prefix = ROOT + ".internal." + family;
            if (name.startsWith(prefix)) {
                int end = name.indexOf('.', prefix.length());
                return family.endsWith(".") ? (end < 0 ? name : name.substring(0, end)) : prefix;
            }
        }
        return "";
    }

    static boolean mayKnowJackson(JavaClass origin, JavaClass target) {
        return !target.getPackageName().startsWith("com.fasterxml.")
                || KNOW_JACKSON.contains(room(origin))
                || origin.getPackageName().startsWith(ROOT + ".internal.journal.codec")
                || origin.getPackageName().startsWith(ROOT + ".internal.executor.job")
                || origin.getPackageName().startsWith(ROOT + ".internal.executor.pbs") // qstat -F json
                || origin.getPackageName().startsWith(ROOT + ".internal.transfer.optuna");
    }

    private static boolean isValueOrSocket(String room) {
        return VALUES.contains(room) || room.equals("spi");
    }

    static boolean isOurs(JavaClass type) {
        return type.getPackageName().equals(ROOT) || type.getPackageName().startsWith(ROOT + ".");
    }

    static boolean isInternal(JavaClass type) {
        return type.getPackageName().startsWith(ROOT + ".internal");
    }

    /** The public API and the sockets: what users may name. */
    static boolean isApi(JavaClass type) {
        return isOurs(type) && !isInternal(type) && !ENDS.contains(room(type));
    }

    private static int storey(String room) {
        return STOREYS.entrySet().stream()
                .filter(storey -> storey.getValue().contains(room))
                .findFirst()
                .orElseThrow(() -> new AssertionError("No storey is named for the room '" + room + "'."))
                .getKey();
    }

    /** {@code executor} for {@code io.trialog.internal.executor.slurm}, {@code study} for {@code io.trialog.study}. */
    private static String room(JavaClass type) {
        String packageName = type.getPackageName();
        String relative = packageName.length() > ROOT.length() ? packageName.substring(ROOT.length() + 1) : "";
        String inner = relative.startsWith("internal.") ? relative.substring("internal.".length()) : relative;
        return inner.contains(".") ? inner.substring(0, inner.indexOf('.')) : inner;
    }

    /** The name of the top-level class, relative to the root package where it is ours. */
    static String name(JavaClass type) {
        String name = type.getName();
        String top = name.contains("$") ? name.substring(0, name.indexOf('$')) : name;
        return top.startsWith(ROOT + ".") ? top.substring(ROOT.length() + 1) : top;
    }
}
