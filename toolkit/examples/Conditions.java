import io.trialog.*;
import io.trialog.space.*;

class Conditions {
    enum Kind { linear, rbf }

    record Space(
            Kind kind,
            @LogRange(min = 1e-3, max = 1e3) double c,
            @When(component = "kind", is = "rbf") @LogRange(min = 1e-4, max = 1) Double gamma) {}

    static double objective(Trial trial) {
        Space space = trial.suggest(Space.class);
        double loss = Math.pow(Math.log10(space.c()) - 1, 2);
        return space.kind() == Kind.linear ? loss + 1 : loss + Math.pow(Math.log10(space.gamma()) + 2, 2);
    }

    public static void main(String... args) {
        Study study = Study.builder("conditions").sampler(Samplers.tpe().startupTrials(5)).seed(1).inMemory();
        study.optimize(60, Conditions::objective);
        var best = study.best();
        System.out.println("kind: " + best.getString("kind"));
        System.out.println("close: " + (best.value() < 0.5));
        if (best.as(Space.class).kind() == Kind.rbf) {
            System.out.println("gamma: " + (best.getDouble("gamma") >= 1e-4 && best.getDouble("gamma") <= 1));
        }
    }
}
