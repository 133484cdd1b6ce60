package io.trialog.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code trialog completion}: a script that teaches a shell the commands and options. */
@Command(
        name = "completion",
        description = "Prints a completion script for bash or zsh.",
        footer = {
            "",
            "Examples:",
            "  source <(trialog completion bash)",
            "  trialog completion zsh > ~/.trialog-completion   (and source that from ~/.zshrc)"
        })
final class CompletionCommand implements Callable<Integer> {

    private final Trialog trialog;

    @Parameters(index = "0", paramLabel = "SHELL", description = "${COMPLETION-CANDIDATES}")
    private Shell shell = Shell.bash;

    /** Shells that picocli's script works in. */
    enum Shell {
        bash,
        zsh
    }

    CompletionCommand(Trialog trialog) {
        this.trialog = trialog;
    }

    @Override
    public Integer call() {
        if (shell == Shell.zsh) {
            trialog.print("autoload -U +X compinit && compinit\nautoload -U +X bashcompinit && bashcompinit");
        }
        trialog.print(AutoComplete.bash("trialog", Commands.all(new Trialog(trialog.terminal()))));
        return Exit.DONE;
    }
}
