package io.trialog.notebook;

import io.trialog.internal.format.Texts;
import java.util.List;
import jdk.jshell.JShell;
import jdk.jshell.Snippet;
import jdk.jshell.SourceCodeAnalysis;
import jdk.jshell.SourceCodeAnalysis.SnippetWrapper;
import org.jspecify.annotations.Nullable;

/**
 * Finds the line that a user typed by a frame of a stack. JShell wraps what is typed into a class, by whose lines the JVM
 * counts; it also keeps which character came from where.
 */
final class TypedLines {

    private TypedLines() {}

    /**
     * The line of a frame.
     *
     * @param shell the {@code JShell} that made the frame's class, or {@code null}
     * @return the line, without what surrounds it, or {@code null} if that shell did not make the class
     */
    @SuppressWarnings("IllegalCatch") // a shell that is closed or busy: the failure is told without the line
    static @Nullable String of(@Nullable Object shell, StackTraceElement frame) {
        try {
            return shell instanceof JShell known ? line(known, frame) : null;
        } catch (RuntimeException | LinkageError e) {
            return null;
        }
    }

    private static @Nullable String line(JShell shell, StackTraceElement frame) {
        SourceCodeAnalysis analysis = shell.sourceCodeAnalysis();
        List<Snippet> snippets = shell.snippets().toList();
        for (int i = snippets.size() - 1; i >= 0; i--) {
            Snippet snippet = snippets.get(i);
            if (snippet.kind() == Snippet.Kind.ERRONEOUS) {
                continue; // it became no class
            }
            SnippetWrapper wrapper = analysis.wrapper(snippet);
            String name = wrapper.fullClassName();
            if (frame.getClassName().equals(name) || frame.getClassName().startsWith(name + "$")) {
                return line(wrapper, frame.getLineNumber());
            }
        }
        return null;
    }

    private static @Nullable String line(SnippetWrapper wrapper, int number) {
        String wrapped = wrapper.wrapped();
        int begin = 0;
        for (int line = 1; line < number; line++) {
            begin = wrapped.indexOf('\n', begin) + 1;
            if (begin == 0) {
                return null;
            }
        }
        int end = wrapped.indexOf('\n', begin);
        int last = Math.max(begin, (end < 0 ? wrapped.length() : end) - 1);
        String source = wrapper.source();
        int at = Math.min(wrapper.wrappedToSourcePosition(last), source.length() - 1);
        if (at < 0) {
            return null;
        }
        int from = source.lastIndexOf('\n', at) + 1;
        int to = source.indexOf('\n', at);
        String text = source.substring(from, to < 0 ? source.length() : to).strip();
        return text.isEmpty() ? null : Texts.shortened(text);
    }
}
