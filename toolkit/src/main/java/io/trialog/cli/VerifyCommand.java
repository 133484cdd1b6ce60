package io.trialog.cli;

import io.trialog.StudyReader;
import io.trialog.internal.json.JsonText;
import io.trialog.study.Verification;
import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trialog verify}: proves a study from its log. */
@Command(
        name = "verify",
        description = {
            "Proves a study from its log; changes nothing.",
            "",
            "Checks the chain of the log, derives every suggestion and every pruning decision again, bit for bit, and compares"
                    + " study.db with the log.",
            "Ends with 0 if all is well, 1 if a decision or the database differs, 4 if the log is damaged."
        },
        footer = {"", "Example: trialog verify higgs"})
final class VerifyCommand extends StudyCommand {

    @Option(names = "--json", description = "Print JSON.")
    private boolean json;

    VerifyCommand(Trialog trialog) {
        super(trialog);
    }

    @Override
    public Integer call() {
        Verification found = StudyReader.verify(directory());
        trialog().print(json ? JsonText.strict(fields(found)) : found.toString());
        if (!found.log().isEmpty()) {
            return Exit.DAMAGED;
        }
        return found.isGreen() ? Exit.DONE : Exit.FAILED;
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
