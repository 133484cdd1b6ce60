package io.trialog.notebook;

import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The Jupyter kernel of this JVM, IJava or JJava, reached by reflection: both have the same classes in packages of different
 * names, so that nothing of either is needed to compile or to run Trialog. Safe for use by several threads.
 */
final class Kernel {

    /** How a kernel is found, and where its other classes are. */
    private record Kind(String entry, String method, String packageName) {}

    private static final List<Kind> KINDS = List.of(
            new Kind("org.dflib.jjava.jupyter.kernel.BaseKernel", "notebookKernel", "org.dflib.jjava.jupyter."),
            new Kind("io.github.spencerpark.ijava.IJava", "getKernelInstance", "io.github.spencerpark.jupyter."));

    private final Object kernel;
    private final Object stream;
    private final Field environment;
    private final KernelClasses classes;

    private Kernel(Object kernel, String packageName) throws ReflectiveOperationException {
        this.kernel = kernel;
        this.classes = new KernelClasses(kernel.getClass().getClassLoader(), packageName);
        Object io = KernelClasses.call(kernel, "getIO");
        this.stream = Objects.requireNonNull(io.getClass().getField("display").get(io));
        this.environment = stream.getClass().getDeclaredField("env");
        environment.setAccessible(true);
    }

    /** The kernel that runs in this JVM, or {@code null}. */
    @SuppressWarnings("IllegalCatch") // whatever another version of a kernel does, there is none that we know
    static @Nullable Kernel find() {
        for (Kind kind : KINDS) {
            try {
                Object kernel = Class.forName(kind.entry(), true, Kernel.class.getClassLoader())
                        .getMethod(kind.method())
                        .invoke(null);
                if (kernel != null) {
                    return new Kernel(kernel, kind.packageName());
                }
            } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
                continue; // not this one, or another version of it than we know
            }
        }
        return null;
    }

    /** The cell that is evaluated now, or {@code null}. */
    @SuppressWarnings("IllegalCatch") // as above
    @Nullable
    Cell cell() {
        try {
            Object reply = environment.get(stream);
            return reply == null ? null : new Cell(reply, classes);
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** The {@code jdk.jshell.JShell} that evaluates the cells, or {@code null} if this kernel does not give it. */
    @SuppressWarnings("IllegalCatch") // as above
    @Nullable
    Object shell() {
        try {
            return KernelClasses.call(kernel, "getJShell"); // JJava
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return shellOfEvaluator();
        }
    }

    /** As IJava keeps it. */
    @SuppressWarnings("IllegalCatch") // as above
    private @Nullable Object shellOfEvaluator() {
        try {
            Field evaluator = kernel.getClass().getDeclaredField("evaluator");
            evaluator.setAccessible(true);
            return KernelClasses.call(Objects.requireNonNull(evaluator.get(kernel)), "getShell");
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return null;
        }
    }

    /** Lets objects of a type, and of its subtypes, look as {@code look} says. To be called once per type. */
    <T> void register(Class<T> type, Function<T, Map<String, String>> look) throws ReflectiveOperationException {
        Object renderer = KernelClasses.call(kernel, "getRenderer");
        Object registration =
                renderer.getClass().getMethod("createRegistration", Class.class).invoke(renderer, type);
        registration.getClass().getMethod("preferring", String[].class).invoke(registration, (Object)
                new String[] {Bundle.HTML});
        Class<?> function = classes.named("kernel.display.RenderFunction");
        Object proxy = Proxy.newProxyInstance(
                function.getClassLoader(),
                new Class<?>[] {function},
                (self, method, arguments) -> method.getDeclaringClass() == Object.class
                        ? identity(self, method, arguments)
                        : render(look.apply(type.cast(arguments[0])), arguments[1]));
        registration.getClass().getMethod("register", function).invoke(registration, proxy);
    }

    /** What every object must answer. */
    private static Object identity(Object self, Method method, Object @Nullable [] arguments) {
        return switch (method.getName()) {
            case "equals" -> arguments != null && self == arguments[0];
            case "hashCode" -> System.identityHashCode(self);
            default -> "Trialog's renderer";
        };
    }

    private static @Nullable Object render(Map<String, String> look, Object context)
            throws IllegalAccessException, InvocationTargetException, NoSuchMethodException {
        Object container = KernelClasses.call(context, "getOutputContainer");
        Method put = container.getClass().getMethod("putData", String.class, Object.class);
        for (Map.Entry<String, String> entry : look.entrySet()) {
            put.invoke(container, entry.getKey(), entry.getValue());
        }
        return null;
    }
}
