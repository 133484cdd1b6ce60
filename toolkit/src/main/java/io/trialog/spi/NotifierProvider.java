package io.trialog.spi;

/**
 * Makes notifiers of one type: one kind of channel. {@link java.util.ServiceLoader} finds the class by its name in {@code
 * META-INF/services/io.trialog.spi.NotifierProvider}. In a study file the type is a key of the section {@code notify}, and its
 * value holds the options; a value that is no map stands for the first option.
 *
 * <p>Life cycle: the class is public and has a public constructor without parameters. Trialog makes one object of it per process
 * and asks for type and options when a study file is read. {@link #create} is called each time an optimization begins. Safe for
 * use by several threads.
 *
 * <pre>{@code
 * public final class FileNotifierProvider implements NotifierProvider {
 *
 *     public String type() {
 *         return "file";
 *     }
 *
 *     public Notifier create(OptionValues options) {
 *         return new FileNotifier();
 *     }
 * }
 * }</pre>
 */
public interface NotifierProvider extends TypeProvider {

    /**
     * Makes a notifier.
     *
     * @param options the checked options
     * @return the notifier
     * @throws IllegalArgumentException if options contradict each other
     */
    Notifier create(OptionValues options);
}
