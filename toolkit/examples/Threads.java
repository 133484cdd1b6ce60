import io.trialog.*;
import java.util.*;

class Threads {
    static final Set<String> NAMES = Collections.synchronizedSet(new HashSet<>());

    static double objective(Trial trial) throws Exception {
        NAMES.add(Thread.currentThread().getName());
        double x = trial.suggestFloat("x", -5, 5);
        Thread.sleep(20);
        return x * x;
    }

    public static void main(String... args) {
        Study study = Study.builder("threads").inMemory();
        study.optimize(40, Threads::objective, 4);
        System.out.println("trials: " + study.trials().size());
        System.out.println("several: " + (NAMES.size() > 1));
    }
}
