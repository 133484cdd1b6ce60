package io.trialog.internal.platform;

import io.trialog.exception.RefusedException;
import java.io.File;
import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;

/**
 * The plug-ins of this process: jars with providers of sockets, named by {@code --plugin} or {@code $TRIALOG_PLUGINS}. They
 * are settled when the first provider is looked up, for as long as the process lives. Safe for use by several threads.
 */
public final class PlugIns {

    /** Names plug-ins, with the path separator of the system between them. */
    public static final String VARIABLE = "TRIALOG_PLUGINS";

    private static final String SOCKETS = "META-INF/services/io.trialog.spi.";

    private static final Set<Path> NAMED = new LinkedHashSet<>();
    private static @Nullable Settled settled;

    /** The plug-ins once they can't change any more. */
    private record Settled(List<Path> jars, ClassLoader loader) {}

    private PlugIns() {}

    /**
     * Adds plug-ins to those of {@code $TRIALOG_PLUGINS}.
     *
     * @param jars the jars; relative paths begin at the working directory
     * @throws RefusedException if a jar is missing, is unreadable or holds no provider, or if it comes too late: providers
     *     were looked up already
     */
    public static synchronized void use(List<Path> jars) {
        Set<Path> wanted = new LinkedHashSet<>();
        jars.forEach(jar -> wanted.add(absolute(jar)));
        Settled now = settled;
        if (now == null) {
            wanted.forEach(PlugIns::check);
            NAMED.addAll(wanted);
            return;
        }
        wanted.removeAll(now.jars());
        if (!wanted.isEmpty()) {
            throw new RefusedException("Plug-ins must be named before the first study is opened, but " + wanted
                    + " came later.\nMaybe restart this process with $" + VARIABLE + ".");
        }
    }

    /**
     * Returns the plug-ins of this process.
     *
     * @return absolute paths, in the order in which they were named
     * @throws RefusedException if a jar is missing, is unreadable or holds no provider
     */
    public static List<Path> jars() {
        return settle().jars();
    }

    /**
     * Returns what providers are looked up with.
     *
     * @return Trialog's own class loader, or a child of it that holds the plug-ins
     * @throws RefusedException if a jar is missing, is unreadable or holds no provider
     */
    public static ClassLoader classLoader() {
        return settle().loader();
    }

    /**
     * Makes the providers of a socket.
     *
     * @return Trialog's own ones, then those of the plug-ins in the order of {@link #jars()}
     * @throws RefusedException if a plug-in names a provider that can't be made
     */
    public static <S> List<S> providers(Class<S> socket) {
        List<S> providers = new ArrayList<>();
        try {
            ServiceLoader.load(socket, classLoader()).forEach(providers::add);
        } catch (ServiceConfigurationError | LinkageError e) {
            throw new RefusedException("Every provider of " + socket.getSimpleName()
                    + " that a jar names must be usable, but one is not: " + e.getMessage()
                    + (jars().isEmpty() ? "" : "\nMaybe a plug-in was made for another version: " + jars() + "."));
        }
        return providers;
    }

    /**
     * Makes the providers of a socket and finds each by the names of its type.
     *
     * @param names all names of a provider's type, aliases too
     * @return the providers by name, in the order of {@link #providers}
     * @throws RefusedException if two providers have the same name
     */
    public static <S> Map<String, S> byName(Class<S> socket, Function<? super S, ? extends Collection<String>> names) {
        Map<String, S> byName = new LinkedHashMap<>();
        for (S provider : providers(socket)) {
            for (String name : names.apply(provider)) {
                S other = byName.putIfAbsent(name, provider);
                if (other != null && other != provider) {
                    throw new RefusedException("Every type of " + socket.getSimpleName()
                            + " must have one provider, but '" + name + "' has two:\n  " + described(other) + "\n  "
                            + described(provider) + "\nMaybe leave one of the plug-ins out.");
                }
            }
        }
        return byName;
    }

    /**
     * Returns whether a provider is Trialog's own, or of a plug-in.
     *
     * @param provider a provider
     * @return whether it comes with Trialog
     */
    public static boolean isOwn(Object provider) {
        return provider.getClass().getClassLoader() == PlugIns.class.getClassLoader();
    }

    private static String described(Object provider) {
        Path jar = source(provider.getClass());
        return provider.getClass().getName() + (jar == null ? "" : " of " + jar);
    }

    /** Returns the jar or directory that a class was loaded from, or {@code null} if that is not known. */
    private static @Nullable Path source(Class<?> type) {
        CodeSource source = type.getProtectionDomain().getCodeSource();
        try {
            return source == null ? null : Path.of(source.getLocation().toURI());
        } catch (URISyntaxException | IllegalArgumentException e) {
            return null;
        }
    }

    private static synchronized Settled settle() {
        Settled now = settled;
        if (now == null) {
            Set<Path> jars = new LinkedHashSet<>(NAMED);
            jars.addAll(ofEnvironment(ThisProcess.ofThisProcess().getOrDefault(VARIABLE, "")));
            now = new Settled(List.copyOf(jars), loader(List.copyOf(jars)));
            settled = now;
        }
        return now;
    }

    private static List<Path> ofEnvironment(String variable) {
        List<Path> jars = new ArrayList<>();
        for (String name : variable.split(File.pathSeparator, -1)) {
            if (!name.isBlank()) {
                Path jar = absolute(path(name.strip()));
                check(jar);
                jars.add(jar);
            }
        }
        return jars;
    }

    private static Path path(String name) {
        try {
            return Path.of(name);
        } catch (InvalidPathException e) {
            throw refused(name, "is no path");
        }
    }

    private static Path absolute(Path jar) {
        return jar.toAbsolutePath().normalize();
    }

    private static ClassLoader loader(List<Path> jars) {
        ClassLoader own = PlugIns.class.getClassLoader();
        if (jars.isEmpty()) {
            return own;
        }
        List<URL> urls = new ArrayList<>();
        for (Path jar : jars) {
            try {
                urls.add(jar.toUri().toURL());
            } catch (MalformedURLException e) {
                throw refused(jar, "has no address: " + e.getMessage());
            }
        }
        return new URLClassLoader("trialog-plug-ins", urls.toArray(URL[]::new), own);
    }

    private static void check(Path jar) {
        if (!Files.exists(jar)) {
            throw refused(jar, "is not there");
        }
        if (!Files.isRegularFile(jar)) {
            throw refused(jar, "is no jar");
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            if (file.stream().noneMatch(entry -> entry.getName().startsWith(SOCKETS))) {
                throw refused(jar, "names no provider in " + SOCKETS + "*");
            }
        } catch (IOException e) {
            throw refused(jar, "can't be read: " + e.getMessage());
        }
    }

    private static RefusedException refused(Object jar, String fault) {
        return new RefusedException("A plug-in must be a jar with a provider, but " + jar + " " + fault
                + ".\nMaybe --plugin or $" + VARIABLE + " should name another file.");
    }
}
