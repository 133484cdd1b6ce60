package io.trialog.internal.notify;

import io.trialog.internal.platform.ThisProcess;
import io.trialog.spi.Notifier;
import io.trialog.spi.NotifierProvider;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;

/** Makes notifiers that send mail by the {@code sendmail} of this machine. */
public final class MailNotifierProvider implements NotifierProvider {

    private static final String NAME = "sendmail";
    private static final Pattern ADDRESS =
            Pattern.compile("[A-Za-z0-9][A-Za-z0-9._%+'/=-]*(@[A-Za-z0-9][A-Za-z0-9.-]*)?");

    @Override
    public String type() {
        return "mail";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.texts("to", "Who gets the mail: one address, or a list.").required(),
                Option.text("program", null, "The program that takes the mail, as sendmail does. Default: sendmail."));
    }

    @Override
    public Notifier create(OptionValues options) {
        List<String> receivers = options.texts("to");
        for (String receiver : receivers) {
            if (!ADDRESS.matcher(receiver).matches()) {
                throw new IllegalArgumentException("'notify.mail.to' must be an address, but is '" + receiver + "'.");
            }
        }
        return new MailNotifier(program(options), receivers);
    }

    private static Path program(OptionValues options) {
        if (options.has("program")) {
            return Path.of(options.text("program"));
        }
        for (Path place : places()) {
            if (Files.isExecutable(place)) {
                return place;
            }
        }
        throw new IllegalArgumentException("This machine has no program '" + NAME + "', so that no mail can be sent."
                + "\nMaybe another channel; or controller: {mail: ADDRESS}, for mail by the scheduler.");
    }

    private static List<Path> places() {
        List<Path> places = new ArrayList<>(List.of(Path.of("/usr/sbin", NAME), Path.of("/usr/lib", NAME)));
        Arrays.stream(ThisProcess.ofThisProcess().getOrDefault("PATH", "").split(":", -1))
                .filter(directory -> directory.startsWith("/"))
                .map(directory -> Path.of(directory, NAME))
                .forEach(places::add);
        return places;
    }
}
