package io.trialog.cli;

import io.trialog.event.StudyEvent;
import io.trialog.internal.platform.Machine;
import io.trialog.internal.platform.ThisJvm;
import io.trialog.internal.platform.Version;
import picocli.CommandLine.IVersionProvider;

/** What {@code --version} prints. */
final class VersionText implements IVersionProvider {

    @Override
    public String[] getVersion() {
        StudyEvent.Platform platform = Machine.platform();
        return new String[] {
            "trialog " + Version.TOOLKIT,
            "Java " + ThisJvm.version() + " (" + ThisJvm.vendor() + "), " + platform.os() + " " + platform.arch()
        };
    }
}
