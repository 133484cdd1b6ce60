import io.trialog.*;
import java.util.*;

class CallbackAndStop {
    static double objective(Trial trial) {
        double x = trial.suggestFloat("x", -10, 10);
        int y = trial.suggestInt("y", 0, 10);
        return x * x + y;
    }

    public static void main(String... args) throws Exception {
        List<Integer> seen = new ArrayList<>();
        Study study = Study.builder("callback").seed(1).inMemory();
        study.onTrialFinished(trial -> {
            seen.add(trial.number());
            if (study.best().value() < 5) study.stop();
        });
        study.optimize(1000, CallbackAndStop::objective);
        var best = study.best();
        System.out.println("reached: " + (best.value() < 5));
        System.out.println("stopped: " + (study.trials().size() < 1000));
        System.out.println("seen: " + (seen.size() == study.trials().size()));
        System.out.println("again: " + objective(Trial.fixed(Map.of("x", 2, "y", 3))));
        System.out.println("best again: " + (study.rerun(best.number(), CallbackAndStop::objective) == best.value()));
    }
}
