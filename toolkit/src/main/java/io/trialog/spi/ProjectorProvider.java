package io.trialog.spi;

/**
 * Makes projectors of one type. {@link java.util.ServiceLoader} finds the class by its name in {@code
 * META-INF/services/io.trialog.spi.ProjectorProvider}. Every projector that is found follows every study with a directory; a
 * study file does not name them.
 *
 * <p>Life cycle: the class is public and has a public constructor without parameters. Trialog makes one object of it per process.
 * {@link #create} is called once each time a study is opened, and Trialog closes the projector when the study is closed. An
 * exception of a plug-in's projector becomes a note of the study and never ends it. Safe for use by several threads.
 *
 * <pre>{@code
 * public final class CountProvider implements ProjectorProvider {
 *
 *     public String type() {
 *         return "count";
 *     }
 *
 *     public Projector create(ProjectorContext context) {
 *         return new CountProjector(context.directory().resolve("count.txt"));
 *     }
 * }
 * }</pre>
 */
public interface ProjectorProvider {

    /**
     * Returns the name of the type, for messages: lower case, words joined by {@code _}.
     *
     * @return the name
     */
    String type();

    /**
     * Makes a projector for a study that is being opened.
     *
     * @param context the study
     * @return the projector
     */
    Projector create(ProjectorContext context);
}
