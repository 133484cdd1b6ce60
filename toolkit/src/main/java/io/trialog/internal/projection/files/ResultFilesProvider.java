package io.trialog.internal.projection.files;

import io.trialog.spi.Projector;
import io.trialog.spi.ProjectorContext;
import io.trialog.spi.ProjectorProvider;

/** Makes the projectors that write the result files of a study. */
public final class ResultFilesProvider implements ProjectorProvider {

    @Override
    public String type() {
        return "files";
    }

    @Override
    public Projector create(ProjectorContext context) {
        return new ResultFiles(context.directory(), context.reproduction());
    }
}
