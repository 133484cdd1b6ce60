package io.trialog.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.testing.JavaProcess;
import io.trialog.testing.PlugInJar;
import io.trialog.testing.PlugInsPage;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The contract suites as users get them: a jar beside the main one, and the libraries that the page names. */
class ContractsJarIT {

    private static final Path JAR = Path.of(System.getProperty("trialog.jar", "target/trialog.jar"));
    private static final Path TESTING =
            Path.of(System.getProperty("trialog.testing.jar", "target/trialog-testing.jar"));
    private static final String RUN = """
            package com.example.tests;

            import org.junit.platform.engine.discovery.DiscoverySelectors;
            import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
            import org.junit.platform.launcher.core.LauncherFactory;
            import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

            public final class Run {
                public static void main(String[] classes) {
                    SummaryGeneratingListener summary = new SummaryGeneratingListener();
                    LauncherDiscoveryRequestBuilder request = LauncherDiscoveryRequestBuilder.request();
                    for (String name : classes) {
                        request.selectors(DiscoverySelectors.selectClass(name));
                    }
                    LauncherFactory.create().execute(request.build(), summary);
                    summary.getSummary().printFailuresTo(new java.io.PrintWriter(System.out, true));
                    System.out.println("passed " + summary.getSummary().getTestsSucceededCount());
                    System.out.println("failed " + summary.getSummary().getTotalFailureCount());
                }
            }
            """;
    private static final String SAMPLER_TEST = """
            package com.example.tests;

            public final class ToySamplerTest extends io.trialog.testing.SamplerContract {
                @Override
                protected io.trialog.spi.Sampler sampler() {
                    var provider = new com.example.toy.ToySampler();
                    var options = io.trialog.spi.OptionValues.of("sampler 'toy'", provider.options(), java.util.Map.of());
                    return provider.create(options, (seed, trial, purpose) -> {
                        var random = new java.util.SplittableRandom(java.util.Objects.hash(seed, trial, purpose));
                        return new io.trialog.spi.RandomNumbers() {
                            public long nextLong() {
                                return random.nextLong();
                            }

                            public double nextDouble() {
                                return random.nextDouble();
                            }
                        };
                    });
                }
            }
            """;
    private static final String EXECUTOR_TEST = """
            package com.example.tests;

            public final class ToyExecutorTest extends io.trialog.testing.ExecutorContract {
                @Override
                protected io.trialog.spi.Executor create() {
                    return new com.example.toy.ToyExecutor().create(new io.trialog.spi.ExecutorContext(
                            System.getenv(), java.util.Map.of(), folder, "an id", "a study"));
                }

                @Override
                protected java.time.Duration patience() {
                    return java.time.Duration.ofSeconds(60);
                }
            }
            """;

    @TempDir
    Path folder;

    @Test
    void holdsContractsAndNothingElse() throws IOException {
        try (JarFile jar = new JarFile(TESTING.toFile())) {
            assertThat(jar.stream().map(entry -> entry.getName()).filter(name -> name.endsWith(".class")))
                    .contains(
                            "io/trialog/testing/SamplerContract.class",
                            "io/trialog/testing/PrunerContract.class",
                            "io/trialog/testing/ExecutorContract.class")
                    .allMatch(name -> name.matches(
                            "io/trialog/testing/(SamplerContract|PrunerContract|ExecutorContract|Histories|PrunedStudy"
                                    + "|RandomCurves|Leftovers)(\\$\\w+)*\\.class"));
        }
    }

    @Test
    void aUsersTestsRunAgainstTheTwoJarsAndTheLibrariesOfThePage() throws Exception {
        List<String> sources = new ArrayList<>(PlugInsPage.sources());
        sources.addAll(PlugInsPage.tests());
        sources.addAll(List.of(RUN, SAMPLER_TEST, EXECUTOR_TEST));
        try (Stream<Path> toys = Files.list(Path.of("src/test/resources/plug-ins/toy/com/example/toy"))) {
            for (Path toy : toys.toList()) {
                sources.add(Files.readString(toy));
            }
        }
        List<String> path = new ArrayList<>(List.of(JAR.toString(), TESTING.toString()));
        path.addAll(libraries());
        Path jar = PlugInJar.of(sources, folder.resolve("tests.jar"), String.join(File.pathSeparator, path));
        path.add(jar.toString());

        ProcessBuilder run = JavaProcess.here(
                ContractsJarIT.class,
                List.of(
                        "com.example.tests.LimitPrunerTest",
                        "com.example.tests.ToySamplerTest",
                        "com.example.tests.ToyExecutorTest"));
        List<String> command = run.command();
        command.set(command.indexOf("-cp") + 1, String.join(File.pathSeparator, path));
        command.set(command.indexOf(ContractsJarIT.class.getName()), "com.example.tests.Run");
        String output = JavaProcess.output(run);

        assertThat(output).contains("failed 0");
        assertThat(output).containsPattern("passed (3|4)\\d");
    }

    /** JUnit Jupiter with its launcher, and AssertJ, with what they need. */
    private static List<String> libraries() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .filter(entry -> Path.of(entry)
                        .getFileName()
                        .toString()
                        .matches("(junit-|opentest4j|apiguardian|assertj|byte-buddy).*\\.jar"))
                .toList();
    }
}
