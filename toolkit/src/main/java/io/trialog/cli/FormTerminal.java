package io.trialog.cli;

import io.trialog.internal.configure.FormView;
import io.trialog.internal.configure.KeyPress;
import io.trialog.internal.configure.SweepForm;
import io.trialog.internal.platform.Utf8;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jline.terminal.Attributes;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.impl.exec.ExecTerminalProvider;
import org.jline.terminal.spi.SystemStream;
import org.jline.utils.AttributedString;
import org.jline.utils.Display;
import org.jline.utils.InfoCmp.Capability;
import org.jline.utils.NonBlockingReader;
import org.jspecify.annotations.Nullable;

/** Shows a form on a terminal, and gives the terminal back as it was. */
final class FormTerminal {

    private static final int ESCAPE = 27;
    private static final long ESCAPE_MILLIS = 100;
    private static final long LOOK_MILLIS = 250;
    private static final int DELETE = 127;

    private final Map<String, String> environment;
    private volatile boolean resized = true;
    private volatile boolean interrupted;

    FormTerminal(Map<String, String> environment) {
        this.environment = environment;
    }

    /**
     * Lets a person fill in the form; returns it as it ended.
     *
     * @throws IOException if there is no terminal that can be used
     */
    SweepForm fill(SweepForm form) throws IOException {
        try (Terminal terminal = new ExecTerminalProvider()
                .sysTerminal(
                        "trialog",
                        environment.getOrDefault("TERM", "xterm"),
                        false,
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_8,
                        StandardCharsets.UTF_8,
                        true,
                        Terminal.SignalHandler.SIG_DFL,
                        false,
                        SystemStream.Output)) {
            Attributes before = terminal.enterRawMode();
            Thread restoring = new Thread(() -> restore(terminal, before), "trialog-terminal");
            Runtime.getRuntime().addShutdownHook(restoring);
            try {
                terminal.handle(Signal.WINCH, signal -> resized = true);
                terminal.handle(Signal.INT, signal -> interrupted = true);
                terminal.puts(Capability.enter_ca_mode);
                terminal.puts(Capability.keypad_xmit);
                terminal.puts(Capability.cursor_invisible);
                return filled(form, terminal);
            } finally {
                restore(terminal, before);
                Runtime.getRuntime().removeShutdownHook(restoring);
            }
        }
    }

    private static void restore(Terminal terminal, Attributes before) {
        terminal.puts(Capability.cursor_visible);
        terminal.puts(Capability.keypad_local);
        terminal.puts(Capability.exit_ca_mode);
        terminal.flush();
        terminal.setAttributes(before);
    }

    private SweepForm filled(SweepForm form, Terminal terminal) throws IOException {
        Display display = new Display(terminal, true);
        FormView view = new FormView(Utf8.isAsciiOnly());
        SweepForm now = form;
        boolean changed = true;
        while (now.end() == SweepForm.End.OPEN) {
            if (resized) {
                resized = false;
                changed = true;
                Size size = terminal.getSize();
                display.resize(Math.max(1, size.getRows()), Math.max(1, size.getColumns()));
                display.clear();
            }
            if (changed) {
                show(now, view, display, terminal.getSize());
                terminal.flush();
            }
            KeyPress press = interrupted ? KeyPress.of(KeyPress.Key.ESCAPE) : read(terminal.reader());
            changed = press != null;
            now = press == null ? now : interrupted ? cancelled(now) : now.press(press);
        }
        return now;
    }

    /** Ctrl-C ends the form whatever it shows. */
    private static SweepForm cancelled(SweepForm form) {
        SweepForm left = form;
        while (left.end() == SweepForm.End.OPEN) {
            left = left.press(KeyPress.of(KeyPress.Key.ESCAPE));
        }
        return left;
    }

    private static void show(SweepForm form, FormView view, Display display, Size size) {
        List<AttributedString> lines = new ArrayList<>(); // the display changes it
        for (String line : view.lines(form, Math.max(1, size.getColumns()), Math.max(1, size.getRows()))) {
            lines.add(new AttributedString(line));
        }
        display.update(lines, 0);
    }

    /** The next key; {@code null} if none was pressed for a moment, or it means nothing. */
    private static @Nullable KeyPress read(NonBlockingReader reader) throws IOException {
        int character = reader.read(LOOK_MILLIS);
        if (character == NonBlockingReader.READ_EXPIRED) {
            return null;
        } else if (character == NonBlockingReader.EOF) {
            return KeyPress.of(KeyPress.Key.ESCAPE);
        } else if (character == ESCAPE) {
            return sequence(reader);
        } else if (character == '\r' || character == '\n') {
            return KeyPress.of(KeyPress.Key.ENTER);
        } else if (character == DELETE || character == '\b') {
            return KeyPress.of(KeyPress.Key.BACKSPACE);
        } else if (Character.isHighSurrogate((char) character)) {
            return KeyPress.of(Character.toCodePoint((char) character, (char) reader.read(ESCAPE_MILLIS)));
        }
        return Character.isISOControl(character) ? null : KeyPress.of(character);
    }

    /** Arrows come as ESC [ A or as ESC O A; an ESC with nothing behind it is the key of that name. */
    private static @Nullable KeyPress sequence(NonBlockingReader reader) throws IOException {
        int second = reader.read(ESCAPE_MILLIS);
        if (second == NonBlockingReader.READ_EXPIRED || second == NonBlockingReader.EOF) {
            return KeyPress.of(KeyPress.Key.ESCAPE);
        }
        int third = second == '[' || second == 'O' ? reader.read(ESCAPE_MILLIS) : 0;
        if (third == '5' || third == '6') {
            int unused = reader.read(ESCAPE_MILLIS);
        }
        return switch (third) {
            case 'A' -> KeyPress.of(KeyPress.Key.UP);
            case 'B' -> KeyPress.of(KeyPress.Key.DOWN);
            case '5' -> KeyPress.of(KeyPress.Key.PAGE_UP);
            case '6' -> KeyPress.of(KeyPress.Key.PAGE_DOWN);
            default -> null;
        };
    }
}
