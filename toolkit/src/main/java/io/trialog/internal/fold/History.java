package io.trialog.internal.fold;

import io.trialog.event.StudyEvent;
import io.trialog.space.Distribution;
import io.trialog.study.Settings;
import io.trialog.study.StopState;
import io.trialog.study.StudyView;
import io.trialog.trial.Shape;
import io.trialog.trial.TrialRecord;
import io.trialog.trial.TrialState;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The trials of a study as columns that only grow: finished ones in the order in which they were told, and the few that
 * are open. A view is a prefix of the finished ones and a copy of the open ones.
 */
final class History {

    private Object lineage = new Object();
    private final Map<Shape, Shape> shapes = new HashMap<>();
    private final IdentityHashMap<Shape, Successor> successors = new IdentityHashMap<>();
    private final Map<String, Distribution> distributions = new HashMap<>();
    private final TreeMap<Integer, TrialRecord> active = new TreeMap<>();
    private final TreeMap<Integer, TrialRecord> enqueued = new TreeMap<>();
    private Map<String, @Nullable Object> userAttributes = Map.of();
    private StopState stop = StopState.NONE;
    private TrialRecord[] told = new TrialRecord[16];
    private int[] toldIndex = new int[16];
    private int[] voided = new int[0];
    private int finished;
    private int trials;
    private @Nullable List<TrialRecord> running;
    private @Nullable List<TrialRecord> waiting;

    /** What a shape became the last time that a parameter was added to it: the next trial usually asks for the same. */
    private record Successor(String name, Distribution distribution, Shape shape) {}

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

    /** Takes a trial that has ended already. */
    void append(TrialRecord trial) {
        add(trial);
        finish(trial);
    }

    /**
     * Takes a trial that has ended and runs again. Its old end leaves the columns, which begin a new lineage: views that were
     * taken before keep theirs.
     */
    void reopen(TrialRecord trial) {
        int end = toldIndex[trial.number()];
        lineage = new Object();
        told = told.clone();
        toldIndex = toldIndex.clone();
        finished--;
        System.arraycopy(told, end + 1, told, end, finished - end);
        toldIndex[trial.number()] = -1;
        for (int i = end; i < finished; i++) {
            toldIndex[told[i].number()] = i;
        }
        replace(trial);
    }

    /** Takes other records of the trials that have ended, which begin a new lineage: views that were taken before keep theirs. */
    void rejudge(UnaryOperator<TrialRecord> judge) {
        lineage = new Object();
        told = told.clone();
        for (int i = 0; i < finished; i++) {
            told[i] = judge.apply(told[i]);
        }
    }

    void replace(TrialRecord trial) {
        if (trial.state() == TrialState.WAITING) {
            enqueued.put(trial.number(), trial);
            waiting = null;
            return;
        }
        if (enqueued.remove(trial.number()) != null) {
            waiting = null;
        }
        active.put(trial.number(), trial);
        running = null;
    }

    void finish(TrialRecord trial) {
        active.remove(trial.number());
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
        if (isVoid(number)) {
            return; // an early log may say it twice; it counts once
        }
        int[] more = Arrays.copyOf(voided, voided.length + 1);
        more[voided.length] = number;
        voided = more;
    }

    boolean isVoid(int number) {
        for (int known : voided) {
            if (known == number) {
                return true;
            }
        }
        return false;
    }

    void setStudyAttribute(StudyEvent.AttributeSet set) {
        Map<String, @Nullable Object> copy = new LinkedHashMap<>(userAttributes);
        copy.put(set.key(), set.value());
        userAttributes = Collections.unmodifiableMap(copy);
    }

    StopState stop() {
        return stop;
    }

    void setStop(StopState newStop) {
        stop = newStop;
    }

    TrialRecord trial(int number) {
        if (number < 0 || number >= trials) {
            throw new IndexOutOfBoundsException("There is no trial " + number + ": the study has " + trials + ".");
        }
        int index = toldIndex[number];
        if (index >= 0) {
            return told[index];
        }
        TrialRecord started = active.get(number);
        return started == null ? Objects.requireNonNull(enqueued.get(number)) : started;
    }

    int trialCount() {
        return trials;
    }

    /** The shape of a trial that gets one more parameter, or another distribution of one that it has. */
    Shape with(Shape shape, String name, Distribution distribution) {
        Successor last = successors.get(shape);
        if (last == null || !last.name().equals(name) || !last.distribution().equals(distribution)) {
            last = new Successor(name, distribution, intern(shape.with(name, distribution)));
            successors.put(shape, last);
        }
        return last.shape();
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
            running = List.copyOf(active.values());
        }
        if (waiting == null) {
            waiting = List.copyOf(enqueued.values());
        }
        return new ViewOfPrefix(
                position,
                lineage,
                settings,
                userAttributes,
                stop,
                trials,
                finished,
                told,
                toldIndex,
                voided,
                running,
                waiting);
    }
}
