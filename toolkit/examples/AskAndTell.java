import io.trialog.*;

class AskAndTell {
    public static void main(String... args) {
        Study study = Study.builder("ask-and-tell").maximize().pruner(Pruners.median().startupTrials(3)).inMemory();
        study.setUserAttribute("data", "toy");
        study.enqueue(java.util.Map.of("x", 2.0));
        while (study.finishedTrials() < 30) {
            Trial trial = study.ask();
            double x = trial.suggestFloat("x", 0, 4);
            trial.setUserAttribute("square", x * x);
            if (x > 3.9) {
                study.tellFailed(trial);
                continue;
            }
            for (int step = 0; step < 10; step++) {
                trial.report(-Math.pow(x - 2, 2) - 1.0 / (step + 1), step);
            }
            if (trial.shouldPrune()) {
                study.tellPruned(trial);
            } else {
                study.tell(trial, -Math.pow(x - 2, 2));
            }
        }
        System.out.println("best: " + study.best().value());
        System.out.println("data: " + study.userAttributes().get("data"));
        System.out.println("square: " + study.best().userAttributes().get("square"));
    }
}
