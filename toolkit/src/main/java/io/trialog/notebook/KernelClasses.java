package io.trialog.notebook;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The classes of a kernel, by their names below its base package.
 *
 * @param loader what loaded the kernel
 * @param packageName the base package, with a dot at the end
 */
record KernelClasses(@Nullable ClassLoader loader, String packageName) {

    Class<?> named(String name) throws ClassNotFoundException {
        return Class.forName(packageName + name, true, loader);
    }

    /** Calls a public method without parameters. */
    static Object call(Object object, String method)
            throws NoSuchMethodException, IllegalAccessException, InvocationTargetException {
        return Objects.requireNonNull(object.getClass().getMethod(method).invoke(object), method);
    }

    /** What a kernel sends: the content by MIME type, with the id under which it can be replaced. */
    Object displayData(String id, Bundle bundle) throws ReflectiveOperationException {
        Class<?> type = named("kernel.display.DisplayData");
        Object data = type.getConstructor().newInstance();
        for (Map.Entry<String, String> entry : bundle.data().entrySet()) {
            type.getMethod("putData", String.class, Object.class).invoke(data, entry.getKey(), entry.getValue());
        }
        type.getMethod("setDisplayId", String.class).invoke(data, id);
        return data;
    }

    /** A message to all front ends, as an answer to the request that {@code context} belongs to. */
    Object message(Object context, String content, Object displayData) throws ReflectiveOperationException {
        Class<?> published = named("messages.publish." + content);
        Object body =
                published.getConstructor(named("kernel.display.DisplayData")).newInstance(displayData);
        Object type = published.getField("MESSAGE_TYPE").get(null);
        Constructor<?> constructor = named("messages.Message")
                .getConstructor(named("messages.MessageContext"), named("messages.MessageType"), Object.class);
        return constructor.newInstance(context, type, body);
    }
}
