package io.trialog.spi;

import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Makes pruners of one type. {@link java.util.ServiceLoader} finds the class by its name in {@code
 * META-INF/services/io.trialog.spi.PrunerProvider}.
 *
 * <p>Life cycle: the class is public and has a public constructor without parameters. Trialog makes one object of it per process
 * and asks for type, options and limits before any study is opened. {@link #create} is called once per study and set of
 * options. Safe for use by several threads.
 *
 * <pre>{@code
 * public final class LimitProvider implements PrunerProvider {
 *
 *     public String type() {
 *         return "limit";
 *     }
 *
 *     public List<Option> options() {
 *         return List.of(Option.count("last_step", 100, "Stop a trial after this step."));
 *     }
 *
 *     public Pruner create(OptionValues options) {
 *         return new LimitPruner(options.integer("last_step"));
 *     }
 * }
 * }</pre>
 */
public interface PrunerProvider extends TypeProvider {

    /**
     * Returns how many objectives a study may have that uses the pruners.
     *
     * @return the largest number; by default one
     */
    default int objectives() {
        return 1;
    }

    /**
     * Makes a pruner.
     *
     * @param options the checked options
     * @return the pruner
     * @throws IllegalArgumentException if options contradict each other
     */
    Pruner create(OptionValues options);

    /**
     * Makes a pruner that may ask another one, which an {@linkplain Option#pruner option} names. Trialog calls this method.
     *
     * @param options the checked options
     * @param pruners makes the pruner of {@linkplain OptionValues#nested nested} settings
     * @return the pruner; by default what {@link #create(OptionValues)} makes
     * @throws IllegalArgumentException if options contradict each other
     */
    default Pruner create(OptionValues options, Function<Map<String, @Nullable Object>, Pruner> pruners) {
        return create(options);
    }
}
