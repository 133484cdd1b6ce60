import io.trialog.*;

class TwoObjectives {
    static double[] objective(Trial trial) {
        double x = trial.suggestFloat("x", 0, 5);
        double y = trial.suggestFloat("y", 0, 3);
        return new double[] {4 * x * x + 4 * y * y, Math.pow(x - 5, 2) + Math.pow(y - 5, 2)};
    }

    public static void main(String... args) {
        Study study = Study.builder("two").minimize("cost").minimize("error").sampler(Samplers.random()).inMemory();
        study.optimizeMulti(50, TwoObjectives::objective);
        var front = study.bestTrials();
        System.out.println("front: " + (1 < front.size() && front.size() <= 50));
        System.out.println("values: " + front.stream().allMatch(trial -> trial.values().size() == 2));
    }
}
