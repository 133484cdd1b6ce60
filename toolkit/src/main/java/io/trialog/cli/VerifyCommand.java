package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.internal.json.JsonText;
import io.trialog.internal.transfer.SealSignature;
import io.trialog.study.Seal;
import io.trialog.study.Verification;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog verify}: proves a study from its log. */
@Command(
        name = "verify",
        description = {
            "Proves a study from its log; changes nothing.",
            "",
            "Checks the chain of the log, derives every suggestion and every pruning decision again, bit for bit, and"
                    + " compares study.db with the log.",
            "With --seal also whether the log still holds what was sealed.",
            "Ends with 0 if all is well, 1 if a decision or the database differs, 4 if the log is damaged or is not as"
                    + " it was sealed."
        },
        footer = {"", "Examples:", "  trialog verify higgs", "  trialog verify higgs --seal /backup/higgs.seal"})
final class VerifyCommand extends StudyCommand {

    @Option(
            names = "--seal",
            paramLabel = "FILE",
            description = "Compare with a seal, see 'trialog seal', and check its signature FILE.sig if there is one.")
    private @Nullable Path seal;

    @Option(
            names = "--signers",
            paramLabel = "FILE",
            description = "Who may have signed the seal: allowed signers as ssh-keygen knows them.")
    private @Nullable Path signers;

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    VerifyCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        Verification found = verified();
        trialog().print(json ? JsonText.strict(fields(found)) : found.toString());
        if (!found.log().isEmpty()) {
            return Exit.DAMAGED;
        }
        return found.isGreen() ? Exit.DONE : Exit.FAILED;
    }

    private Verification verified() {
        if (seal == null) {
            if (signers != null) {
                throw new UsageException("--signers must stand beside --seal, but there is no --seal.");
            }
            return StudyReader.verify(directory());
        }
        SealSignature.Checked signature = new SealSignature(seal).check(signers);
        return StudyReader.verify(directory(), Seal.read(seal)).with(signature.isGood(), signature.finding());
    }

    private static Map<String, Object> fields(Verification found) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("verified", found.isGreen());
        fields.put("checks", found.checks());
        fields.put("asks", found.replay().asks());
        fields.put("suggestions", found.replay().suggestions());
        fields.put("reports", found.replay().reports());
        fields.put("decisions", found.replay().decisions());
        fields.put("log", found.log());
        fields.put("replay", found.replay().differences());
        fields.put("notDerived", found.replay().notDerived());
        fields.put("database", found.database());
        return fields;
    }
}
