package io.trialog.internal.journal.store;

import io.trialog.event.StoredEvent;
import io.trialog.event.StudyEvent;
import io.trialog.exception.DamagedLogException;
import io.trialog.internal.journal.chronicle.ChronicleFlags;
import io.trialog.internal.journal.chronicle.QueueStore;
import io.trialog.internal.journal.codec.Head;
import io.trialog.internal.journal.ledger.Watermark;
import io.trialog.study.Durability;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What a check of the log found: the chain and both copies, nothing of which is changed.
 *
 * @param head the last event of the chain
 * @param findings what is wrong with the copies; empty if both are whole
 * @param notes what was not looked at, and why
 * @param mark what the mark of acknowledged events says about the log, in a sentence
 * @param failure why the copies can't be made into one log; empty if they can
 */
public record LogCheck(Head head, List<Finding> findings, List<String> notes, String mark, String failure) {

    /** Whether chain and copies are whole. */
    public boolean isGreen() {
        return findings.isEmpty() && failure.isEmpty();
    }

    /**
     * Checks a study. May run beside its controller; what that is writing just then may show as an end that is behind.
     *
     * @param handler receives every event that counts, in order
     */
    public static LogCheck of(Path study, Map<String, String> environment, Consumer<StoredEvent> handler) {
        Path ledger = study.resolve("ledger");
        Path place = QueuePlace.choose(study, Durability.FULL, environment, MountTable.ofThisProcess())
                .directory();
        QueueStore queue = new QueueStore(place);
        List<String> notes = new ArrayList<>();
        boolean readable = queue.newest() != null && ChronicleFlags.missing().isEmpty();
        if (queue.newest() == null) {
            notes.add("There is no queue in " + place + ": only the ledger was checked.");
        } else if (!readable) {
            notes.add("The queue in " + place + " was not checked: this JVM lacks " + ChronicleFlags.missing() + ".");
        }
        LastStart newest = new LastStart();
        Watermark mark = Watermark.read(ledger); // first: a controller that runs on may raise it meanwhile
        BothCopies copies = new BothCopies(ledger, readable ? queue : null);
        try {
            Merge.Result result = copies.read(Merge.Rules.of(mark.later(queue.end())), newest.andThen(handler));
            String said = mark.isKnown()
                    ? "mark: the log holds the event with seq " + mark.seq() + " that was acknowledged"
                    : mark.isNeeded(ledger, newest.logVersion())
                            ? mark.note()
                            : "mark: none, since the log is of format 1 and was never closed";
            List<Finding> findings = new ArrayList<>(result.ledger());
            if (readable) {
                addQueue(result.queue(), newest.started(), place, findings, notes);
                addDamage(copies.queueDamage(), String.valueOf(queue.newest()), findings);
            }
            return new LogCheck(result.head(), List.copyOf(findings), List.copyOf(notes), said, "");
        } catch (DamagedLogException e) {
            return new LogCheck(newest.head(), List.of(), List.copyOf(notes), "", e.getMessage());
        }
    }

    /** A controller without JVM flags left the queue behind, and said so in the log. */
    private static void addQueue(
            List<Finding> found,
            StudyEvent.@Nullable ControllerStarted last,
            Path place,
            List<Finding> findings,
            List<String> notes) {
        for (Finding finding : found) {
            if (WithoutFlags.wasSo(last) && finding.kind() == Finding.Kind.BEHIND) {
                notes.add("The queue in " + place
                        + " is behind the ledger, since the last controller ran without JVM flags:"
                        + " the next one that has them builds it anew.");
            } else {
                findings.add(finding);
            }
        }
    }

    private static void addDamage(@Nullable String damage, String file, List<Finding> findings) {
        if (damage != null) {
            findings.add(
                    new Finding(Finding.Kind.DAMAGED, file, -1, -1, "In the queue, " + file + ": " + damage + "."));
        }
    }
}
