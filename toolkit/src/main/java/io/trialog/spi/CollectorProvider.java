package io.trialog.spi;

/**
 * Makes collectors of one type. {@link java.util.ServiceLoader} finds the class by its name in {@code
 * META-INF/services/io.trialog.spi.CollectorProvider}.
 *
 * <p>Life cycle: the class is public and has a public constructor without parameters. Trialog makes one object of it per process
 * and asks for type and options when a study file is read. {@link #create} is called when trials begin to run. Safe for use by
 * several threads.
 *
 * <pre>{@code
 * public final class AccuracyProvider implements CollectorProvider {
 *
 *     public String type() {
 *         return "accuracy";
 *     }
 *
 *     public Collector create(OptionValues options) {
 *         return new AccuracyCollector();
 *     }
 * }
 * }</pre>
 */
public interface CollectorProvider extends TypeProvider {

    /**
     * Makes a collector.
     *
     * @param options the checked options
     * @return the collector
     * @throws IllegalArgumentException if options contradict each other
     */
    Collector create(OptionValues options);
}
