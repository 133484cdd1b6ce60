package io.trialog.internal.fold;

import io.trialog.event.StudyEvent;
import io.trialog.space.Distribution;
import io.trialog.study.Settings;
import io.trialog.study.StudyView;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a study as columns that only grow: finished ones in the order in which they were told, and the few that
 * are open. A view is a prefix of the finished ones and a copy of the open ones.
 */
final class History {

    private final Object lineage = new Object();
    private final Map<Shape, Shape> shapes = new HashMap<>();
    private final Map<String, Distribution> distributions = new HashMap<>();
    private final TreeMap<Integer, TrialRecord> open = new TreeMap<>();
    private Map<String, @Nullable Object> userAttributes = Map.of();
    private TrialRecord[] told = new TrialRecord[16];
    private int[] toldIndex = new int[16];
    private int[] voided = new int[0];
    private int finished;
    private int trials;
    private @Nullable List<TrialRecord> running;
    private @Nullable List<TrialRecord> waiting;

    void add(TrialRecord trial) {
        if (trial.number() != trials) {
            throw new IllegalArgumentException(
                    "The next trial must have number " + trials + ", but has " + trial.number() + ".");
        }
        if (trials == toldIndex.length) {
            toldIndex = Arrays.copyOf(toldIndex, 2 * trials);
        }
        toldIndex[trials] = -1;
        trials++;
        replace(trial);
    }

    void replace(TrialRecord trial) {
        TrialRecord before = open.put(trial.number(), trial);
        forget(before == null ? trial : before);
        forget(trial);
    }

    void finish(TrialRecord trial) {
        open.remove(trial.number());
        running = null;
        if (finished == told.length) {
            told = Arrays.copyOf(told, 2 * finished);
        }
        told[finished] = trial;
        toldIndex[trial.number()] = finished;
        finished++;
        for (int i = 0; i < trial.shape().size(); i++) {
            distributions.put(
                    trial.shape().names().get(i), trial.shape().distributions().get(i));
        }
    }

    void makeVoid(int number) {
        for (int known : voided) {
            if (known == number) {
                return; // an early log may say it twice; it counts once
            }
        }
        int[] more = Arrays.copyOf(voided, voided.length + 1);
        more[voided.length] = number;
        voided = more;
    }

    void setStudyAttribute(StudyEvent.AttributeSet set) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(userAttributes);
        copy.put(set.key(), set.value());
        userAttributes = Collections.unmodifiableMap(copy);
    }

    private void forget(TrialRecord changed) {
        if (changed.state() == TrialState.WAITING) {
            waiting = null;
        } else {
            running = null;
        }
    }

    TrialRecord trial(int number) {
        if (number < 0 || number >= trials) {
            throw new IndexOutOfBoundsException("There is no trial " + number + ": the study has " + trials + ".");
        }
        int index = toldIndex[number];
        return index >= 0 ? told[index] : java.util.Objects.requireNonNull(open.get(number));
    }

    int trialCount() {
        return trials;
    }

    /** The shared instance of a shape. */
    Shape intern(Shape shape) {
        Shape known = shapes.putIfAbsent(shape, shape);
        return known == null ? shape : known;
    }

    /** The distribution that a parameter had in the last trial told that has it. */
    Distribution distributionOf(String name) {
        Distribution distribution = distributions.get(name);
        if (distribution == null) {
            throw new IllegalArgumentException("The parameter '" + name
                    + "' stands in a plan, but is neither declared nor known from a finished trial.");
        }
        return distribution;
    }

    StudyView view(long position, Settings settings) {
        if (running == null) {
            running = inState(TrialState.RUNNING);
        }
        if (waiting == null) {
            waiting = inState(TrialState.WAITING);
        }
        return new ViewOfPrefix(
                position,
                lineage,
                settings,
                userAttributes,
                trials,
                finished,
                told,
                toldIndex,
                voided,
                running,
                waiting);
    }

    private List<TrialRecord> inState(TrialState state) {
        List<TrialRecord> records = new ArrayList<>();
        for (TrialRecord trial : open.values()) {
            if (trial.state() == state) {
                records.add(trial);
            }
        }
        return Collections.unmodifiableList(records);
    }
}
