package io.trialog.cli;

import io.trialog.internal.doctor.Doctor;
import io.trialog.internal.json.JsonText;
import io.trialog.spi.Check;
import io.trialog.study.OpenOptions;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code trialog doctor}: whether a study would run here. */
@Command(
        name = "doctor",
        description = {
            "Looks whether studies would run here: Java, directories, file systems; on a cluster its limits and partitions."
                    + " With --node a short job looks at a compute node as well."
        },
        footer = {"", "Examples:", "  trialog doctor", "  trialog doctor higgs.yaml --node"})
final class DoctorCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", arity = "0..1", paramLabel = "FILE|NAME", description = "A study file, or a study.")
    private @Nullable String target;

    @Option(names = "--node", description = "Submit a short job that looks at a compute node.")
    private boolean node;

    @Option(names = "--wait", paramLabel = "SECONDS", description = "How long to wait for that job; 120 by default.")
    private int wait = 120;

    @Option(names = "--json", description = "Print JSON: one object per check and line.")
    private boolean json;

    DoctorCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        OpenOptions options = target == null
                ? null
                : OpenOptions.of(target).withRoot(trialog.root().directory());
        Doctor doctor = new Doctor(trialog.root(), options);
        boolean sound = print(doctor.look());
        if (node) {
            sound &= print(doctor.lookAtNode(Duration.ofSeconds(wait)));
        }
        return sound ? Exit.DONE : Exit.FAILED;
    }

    private boolean print(List<Check> checks) {
        for (Check check : checks) {
            if (json) {
                trialog.print(JsonText.strict(Map.of(
                        "grade", check.grade().name().toLowerCase(Locale.ROOT),
                        "subject", check.subject(),
                        "words", check.words(),
                        "advice", check.advice())));
            } else {
                trialog.print(
                        String.format(Locale.ROOT, "%-4s  %-24s %s", check.grade(), check.subject(), check.words()));
                if (!check.advice().isEmpty()) {
                    trialog.print(" ".repeat(31) + check.advice());
                }
            }
        }
        return checks.stream().noneMatch(check -> check.grade() == Check.Grade.BAD);
    }
}
