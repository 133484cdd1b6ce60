package io.trialog.client;

import io.trialog.exception.TrialogException;
import java.lang.reflect.InvocationTargetException;

/**
 * The program of a trial whose objective is a class: {@code java -cp ... io.trialog.client.ObjectiveMain com.acme.Train}. Ends
 * with the code 0, 1 if the objective threw, or {@value PrunedException#EXIT_CODE} if the study stopped the trial, whatever
 * threads the objective leaves.
 */
public final class ObjectiveMain {

    private ObjectiveMain() {}

    /**
     * Runs one trial and ends the JVM.
     *
     * @param args the name of the class
     */
    @SuppressWarnings("IllegalCatch") // whatever an objective throws ends its trial
    public static void main(String... args) {
        int code = 1;
        try {
            if (args.length != 1) {
                throw new TrialogException("Expected the name of one class, but got " + args.length + " arguments.");
            }
            run(load(args[0]));
            code = 0;
        } catch (PrunedException e) {
            System.err.println(e.getMessage());
            code = PrunedException.EXIT_CODE;
        } catch (TrialogException e) {
            System.err.println(e.getMessage());
        } catch (Throwable e) {
            tell(e);
        }
        System.out.flush();
        System.exit(code);
    }

    /** The last line is what the study quotes. */
    private static void tell(Throwable thrown) {
        thrown.printStackTrace(System.err);
        System.err.println("The objective threw " + thrown);
    }

    private static void run(TrialObjective objective) throws Exception {
        try (TrialClient trial = TrialClient.open()) {
            double value = objective.evaluate(trial);
            if (!trial.isFinished()) {
                trial.finish(value);
            }
        }
    }

    private static TrialObjective load(String name) {
        try {
            Object made = Class.forName(name).getConstructor().newInstance();
            if (made instanceof TrialObjective objective) {
                return objective;
            }
            throw new TrialogException("The objective class " + name + " must implement "
                    + TrialObjective.class.getName() + ", but does not.");
        } catch (ClassNotFoundException e) {
            throw new TrialogException(
                    "The objective class " + name + " was not found in the class path "
                            + System.getProperty("java.class.path") + ".\nMaybe objective.classpath lacks its jar.",
                    e);
        } catch (InvocationTargetException e) {
            throw new TrialogException("The constructor of the objective class " + name + " threw: " + e.getCause(), e);
        } catch (ReflectiveOperationException e) {
            throw new TrialogException(
                    "The objective class " + name + " must be public with a public constructor without parameters: "
                            + e,
                    e);
        }
    }
}
