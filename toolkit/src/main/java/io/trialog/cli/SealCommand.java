package io.trialog.cli;

import io.trialog.internal.engine.SealMaking;
import io.trialog.internal.format.ShellWords;
import io.trialog.internal.transfer.SealSignature;
import io.trialog.study.Seal;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog seal}: writes down how a log stands, to be kept elsewhere. */
@Command(
        name = "seal",
        description = {
            "Writes a small file that says how the log stands: study, and number and hash of its last event.",
            "",
            "Who can write all files of a study can rewrite its history. A seal that is kept where nobody else can"
                    + " write shows that: 'verify --seal FILE' compares. A seal that is there already is replaced only if"
                    + " the log still holds what it names. The study may be running."
        },
        footer = {
            "",
            "Examples:",
            "  trialog seal higgs -o /backup/higgs.seal",
            "  trialog seal higgs --sign ~/.ssh/id_ed25519     and a signature, higgs.seal.sig",
            "  trialog verify higgs --seal /backup/higgs.seal"
        })
final class SealCommand extends StudyCommand {

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "The file. Default: NAME.seal in the working directory.")
    private @Nullable Path output;

    @Option(
            names = "--sign",
            paramLabel = "KEY",
            description = "Sign it with this SSH key, by ssh-keygen; the signature is FILE.sig.")
    private @Nullable Path key;

    @Option(names = "--force", description = "Write over a file that is there, whatever it is.")
    private boolean force;

    SealCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        Path study = directory();
        Path file = output == null ? Path.of(study.getFileName() + ".seal") : output;
        Seal before = Files.exists(file) && !force ? Seal.read(file) : null;
        Seal seal = SealMaking.of(study, before);
        SealSignature signature = new SealSignature(file);
        signature.remove();
        seal.write(file);
        trialog()
                .print("Sealed " + (seal.seq() + 1) + " events: " + file + " names the event with seq " + seal.seq()
                        + " and the hash " + seal.hash() + ".");
        if (key != null) {
            signature.sign(key);
            trialog().print("Signed: " + signature.file() + ".");
        }
        if (file.toAbsolutePath().normalize().startsWith(study)) {
            trialog().print("note: It lies in the study's own directory. Who can change the study can change it, too.");
        }
        trialog()
                .print("Keep it elsewhere. 'trialog verify " + ShellWords.brief(String.valueOf(study.getFileName()))
                        + " --seal " + ShellWords.brief(file.toString()) + "' compares.");
        return Exit.DONE;
    }
}
