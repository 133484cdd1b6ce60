package io.trialog.plugins;

import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.ExecutorProvider;
import io.trialog.testing.ExecutorContract;
import io.trialog.testing.PlugInJar;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;

/** An executor of a plug-in passes the contract, from its jar. */
final class ToyExecutorTest extends ExecutorContract {

    private static URLClassLoader loader;

    @BeforeAll
    static void compile(@TempDir Path folder) throws IOException {
        Path jar = PlugInJar.ofDirectory(Path.of("src/test/resources/plug-ins/toy"), folder.resolve("toy.jar"));
        loader = new URLClassLoader(new URL[] {jar.toUri().toURL()}, ExecutorProvider.class.getClassLoader());
    }

    @AfterAll
    static void unload() throws IOException {
        loader.close();
    }

    @Override
    protected Executor create() {
        ExecutorProvider provider = ServiceLoader.load(ExecutorProvider.class, loader).stream()
                .map(ServiceLoader.Provider::get)
                .filter(each -> each.type().equals("toy"))
                .findFirst()
                .orElseThrow();
        return provider.create(new ExecutorContext(System.getenv(), Map.of(), folder, "an id", "a study"));
    }

    @Override
    protected Duration patience() {
        return Duration.ofSeconds(30);
    }
}
