package io.trialog.internal.notify;

import io.trialog.spi.Notifier;
import io.trialog.spi.NotifierProvider;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.util.List;

/** Makes notifiers that run a program. */
public final class CommandNotifierProvider implements NotifierProvider {

    @Override
    public String type() {
        return "command";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.texts("command", "The program and its arguments; it reads one line of JSON from its input.")
                        .required());
    }

    @Override
    public Notifier create(OptionValues options) {
        return new CommandNotifier(options.texts("command"));
    }
}
