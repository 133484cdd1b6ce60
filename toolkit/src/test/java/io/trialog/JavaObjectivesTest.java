package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.TrialogException;
import io.trialog.space.FloatDistribution;
import io.trialog.space.LogRange;
import io.trialog.spi.ParameterSampler;
import io.trialog.study.StopReason;
import io.trialog.testing.Eventually;
import io.trialog.testing.JavaSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What programs in Java get from the door: threads, executors, records, enums, trials by themselves. */
class JavaObjectivesTest {

    enum Kind {
        LINEAR,
        RBF
    }

    record Space(@LogRange(min = 1e-3, max = 1) double lr, Kind kind) {}

    @TempDir
    Path folder;

    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final Set<String> threads = Collections.synchronizedSet(new HashSet<>());

    private static Study study() {
        return Study.builder("java").seed(1).sampler(Samplers.random()).inMemory();
    }

    private double busy(Trial trial) throws InterruptedException {
        threads.add(Thread.currentThread().getName());
        most.accumulateAndGet(now.incrementAndGet(), Math::max);
        Thread.sleep(3);
        now.decrementAndGet();
        return trial.suggestFloat("x", 0, 1);
    }

    @Test
    void soManyTrialsRunAtATimeAsAreAskedFor() {
        assertThat(study().optimize(20, this::busy, 3).trials().complete().size())
                .isEqualTo(20);

        assertThat(most.get()).isBetween(2, 3);
        assertThat(threads).allMatch(name -> name.startsWith("trialog-worker-"));
        assertThatThrownBy(() -> study().optimize(20, this::busy, 0))
                .hasMessage("The number of threads (0) must be at least 1.");
    }

    @Test
    void parallelismHoldsForJavaObjectivesThatBeginLater() {
        Study study = study();
        study.parallelism(4);
        study.optimize(30, this::busy);

        assertThat(most.get()).isBetween(2, 4);
        assertThatThrownBy(() -> study.parallelism(-1))
                .hasMessage("The number of trials at a time must not be negative, but is -1.");
    }

    @Test
    void parallelismHoldsForAJavaObjectiveThatRuns() throws Exception {
        Study study = study();
        CountDownLatch several = new CountDownLatch(3);
        CountDownLatch go = new CountDownLatch(1);
        BackgroundRun run = study.optimizeAsync(12, trial -> {
            several.countDown();
            go.await();
            return trial.suggestFloat("x", 0, 1);
        });
        study.parallelism(3);

        assertThat(several.await(30, TimeUnit.SECONDS)).isTrue();
        study.parallelism(0);
        go.countDown();
        Eventually.holds(
                "no trial runs",
                Duration.ofSeconds(30),
                () -> study.trials().running().size() == 0);
        int told = study.finishedTrials();
        assertThat(told).isLessThan(12);
        assertThat(run.isDone()).isFalse();
        study.parallelism(1);
        assertThat(run.await().finishedTrials()).isEqualTo(12);
    }

    @Test
    void anExecutorOfTheCallerLendsTheThreads() throws InterruptedException {
        ExecutorService executor = Executors.newFixedThreadPool(2, work -> new Thread(work, "mine-" + now.get()));
        study().optimize(20, this::busy, 8, executor);

        assertThat(most.get()).isBetween(1, 2);
        assertThat(threads).allMatch(name -> name.startsWith("mine-"));
        assertThat(executor.isShutdown()).isFalse();
        executor.shutdown();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void anExecutorThatRunsEverythingAtOnceWillDo() {
        assertThat(study().optimize(300, trial -> trial.suggestFloat("x", 0, 1), 4, Runnable::run)
                        .trials()
                        .size())
                .isEqualTo(300);
    }

    @Test
    void anExecutorThatRefusesBreaksTheRunAndNotTheStudy() {
        ExecutorService executor = Executors.newSingleThreadExecutor();
        executor.shutdown();
        Study study = study();

        assertThatThrownBy(() -> study.optimize(5, this::busy, 2, executor))
                .isInstanceOf(RejectedExecutionException.class);
        assertThat(study.stopReason()).isEqualTo(StopReason.BROKEN);
        assertThat(study.optimize(5, this::busy).finishedTrials()).isEqualTo(5);
    }

    @Test
    void aRunEndsWithoutTheThreadsThatAreLentTooLate() throws InterruptedException {
        CountDownLatch held = new CountDownLatch(1);
        ExecutorService executor = Executors.newFixedThreadPool(2);
        executor.execute(() -> {
            try {
                held.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        });

        assertThat(study().optimize(10, this::busy, 2, executor).finishedTrials())
                .isEqualTo(10);
        held.countDown();
        executor.shutdown();
        assertThat(executor.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void aRunInTheBackgroundIsAStage() throws InterruptedException {
        List<String> seen = Collections.synchronizedList(new ArrayList<>());
        BackgroundRun run = study().optimizeAsync(5, trial -> trial.suggestFloat("x", 0, 1));
        run.thenApplyAsync(study -> study.finishedTrials())
                .thenAcceptAsync(n -> seen.add(n + " " + Thread.currentThread().getName()))
                .toCompletableFuture()
                .join();

        assertThat(run.await().finishedTrials()).isEqualTo(5);
        assertThat(seen).containsExactly("5 trialog-stage");
    }

    @Test
    void aStageFailsWithWhatBrokeTheRunAndNobodyElseCompletesIt() {
        BackgroundRun run = study().optimizeAsync(5, trial -> trial.suggestFloat("x", 1, 0));
        run.toCompletableFuture().cancel(true);

        assertThatThrownBy(
                        () -> run.thenApply(Study::best).toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(TrialogException.class);
        assertThat(run.isDone()).isTrue();
    }

    @Test
    void aRecordIsSuggestedReadBackAndEnqueued() {
        Study study = study();
        study.enqueue(new Space(0.5, Kind.RBF));
        study.optimize(3, trial -> trial.suggest(Space.class).lr());

        assertThat(study.trial(0).as(Space.class)).isEqualTo(new Space(0.5, Kind.RBF));
        assertThat(study.trial(0).params()).isEqualTo(Map.of("lr", 0.5, "kind", "RBF"));
        assertThat(study.trial(0).getString("kind")).isEqualTo("RBF");
        assertThat(study.trial(0).getDouble("lr")).isEqualTo(0.5);
        assertThatThrownBy(() -> study.trial(0).getInt("lr"))
                .hasMessage("The value of the parameter 'lr' must be an integer that an int can hold, but is 0.5.");
        assertThatThrownBy(() -> study.trial(0).getBoolean("knd")).hasMessageEndingWith("Maybe 'kind'.");
    }

    @Test
    void aRecordDeclaresTheSpaceOfAStudyAndConditionsFollowParameters() {
        Study study = Study.builder("java")
                .space(Space.class)
                .suggestFloat("gamma", 1e-4, 1, true)
                .when("kind", Kind.RBF)
                .inMemory();
        study.enqueue(Map.of("kind", Kind.LINEAR));

        assertThat(study.ask().params()).containsOnlyKeys("lr", "kind").containsEntry("kind", "LINEAR");
    }

    @Test
    void constantsOfAnEnumAreChoices() {
        Study study = study();
        Set<Kind> kinds = Collections.synchronizedSet(new HashSet<>());
        study.optimize(20, trial -> {
            kinds.add(trial.suggestCategorical("kind", Kind.class));
            kinds.add(trial.suggestCategorical("other", Kind.LINEAR, Kind.RBF));
            return 0;
        });

        assertThat(kinds).containsExactlyInAnyOrder(Kind.values());
    }

    @Test
    void aTrialWithGivenValuesBelongsToNoStudy() {
        Trial trial = Trial.fixed(Map.of("x", 2, "kind", Kind.RBF));

        assertThat(trial.suggestFloat("x", 0, 5)).isEqualTo(2);
        assertThat(trial.suggestCategorical("kind", Kind.class)).isEqualTo(Kind.RBF);
        trial.report(0.5, 1);
        trial.setUserAttribute("note", "kept");
        assertThat(trial.shouldPrune()).isFalse();
        assertThat(trial.userAttributes()).isEqualTo(Map.of("note", "kept"));
        assertThat(trial.params()).isEqualTo(Map.of("x", 2.0, "kind", "RBF"));
        assertThatThrownBy(() -> trial.suggestFloat("y", 0, 5)).hasMessageContaining("'y'");
        assertThatThrownBy(() -> trial.suggestFloat("x", 0, 1)).hasMessageEndingWith(", but is 2.0.");
    }

    @Test
    void aTrialIsRunAgainAndNothingOfItIsRecorded() throws Exception {
        Study study = study().optimize(5, trial -> trial.suggestFloat("x", 0, 1));
        long events = study.view().position();

        assertThat(study.rerun(3, trial -> trial.number() + trial.suggestFloat("x", 0, 1)))
                .isEqualTo(3 + study.trial(3).value());
        assertThat(study.view().position()).isEqualTo(events);
    }

    @Test
    void attributesAndImportancesAreValues() {
        Study study = study();
        study.setUserAttribute("data", "toy");
        study.optimize(60, trial -> {
            trial.setUserAttribute("twice", 2L * trial.number());
            assertThat(trial.userAttributes()).containsEntry("twice", 2L * trial.number());
            return 10 * trial.suggestFloat("big", 0, 1) + 0.01 * trial.suggestFloat("small", 0, 1);
        });

        assertThat(study.userAttributes()).isEqualTo(Map.of("data", "toy"));
        assertThat(study.importances().keySet()).containsExactly("big", "small");
        assertThat(study.importances().get("big")).isGreaterThan(0.5);
    }

    @Test
    void aBudgetMayEndAtAValue() {
        Study study = study();
        study.optimize(study.budget(1000).until(0.1), trial -> trial.suggestFloat("x", 0, 1));

        assertThat(study.stopReason()).isEqualTo(StopReason.TARGET);
    }

    @Test
    void anOwnSamplerTakesThePlaceOfItsLastOneButNotOfTrialogs() {
        ParameterSampler low = (view, trial, name, distribution, random) -> ((FloatDistribution) distribution).low();
        ParameterSampler high = (view, trial, name, distribution, random) -> ((FloatDistribution) distribution).high();

        assertThat(value(Samplers.of("edge", low))).isEqualTo(-1);
        assertThat(value(Samplers.of("edge", high))).isEqualTo(1);
        assertThatThrownBy(() -> Samplers.of("tpe", low))
                .hasMessage("The sampler 'tpe' must have a name of its own, but"
                        + " io.trialog.internal.sampler.tpe.TpeProvider has it.");
    }

    private static double value(Samplers.Named sampler) {
        return Study.builder("own").sampler(sampler).inMemory().ask().suggestFloat("x", -1, 1);
    }

    @Test
    void everyOptionByCompletionIsOneOfItsType() {
        Study.builder("a")
                .sampler(Samplers.tpe()
                        .startupTrials(3)
                        .candidates(12)
                        .multivariate(false)
                        .constantLiar(false));
        Study.builder("b").sampler(Samplers.sobol().scramble(false));
        Study.builder("c").sampler(Samplers.halton().scramble(true));
        Study.builder("d").sampler(Samplers.grid().values("x", 1, 2).values("y", 0.5));
        Study.builder("e").sampler(Samplers.bruteForce());
        Study.builder("f")
                .pruner(Pruners.median()
                        .startupTrials(1)
                        .warmupSteps(2)
                        .intervalSteps(3)
                        .minTrials(4));
        Study.builder("g").pruner(Pruners.percentile(25).startupTrials(1));
        Study.builder("h")
                .pruner(Pruners.successiveHalving()
                        .minResource(1)
                        .reductionFactor(2)
                        .bootstrapCount(1));
        Study.builder("i").pruner(Pruners.hyperband().minResource(1).reductionFactor(2));
        Study.builder("j")
                .pruner(Pruners.patient(3, Pruners.median().minTrials(2)).with("min_delta", 0.1));
        Study.builder("k").pruner(Pruners.threshold().lower(0).upper(1));
        Study.builder("l").pruner(Pruners.wilcoxon().pThreshold(0.05).startupSteps(4));
        Study.builder("m").pruner(Pruners.none());
        assertThatThrownBy(() -> Study.builder("n").sampler(Samplers.tpe().with("startup", 1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void valueAndStepOfAReportCannotBeSwapped() throws Exception {
        assertThat(compiled("trial.report(0.5, 1);", "trial.log(0.5, 1);")).isEmpty();
        assertThat(compiled("trial.report(1, 0.5);", "")).contains("possible lossy conversion");
        assertThat(compiled("", "trial.log(1, 0.5);")).contains("possible lossy conversion");
    }

    private String compiled(String objective, String program) throws Exception {
        Path source = Files.writeString(
                folder.resolve("Swapped.java"),
                "class Swapped { void a(io.trialog.Trial trial) { " + objective + " }"
                        + " void b(io.trialog.client.TrialClient trial) { " + program + " } }");
        return JavaSource.compile(folder, List.of(source)).replace("incompatible types: ", "");
    }
}
