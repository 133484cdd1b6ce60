package io.trialog.internal.protocol.report;

import io.trialog.internal.protocol.AttemptMacros;
import io.trialog.spi.Collector;
import java.nio.file.Path;
import java.util.List;

/** A collector of Trialog's own, whose place the user names. */
interface PlacedCollector extends Collector {

    /** The same for one attempt, its macros replaced. */
    PlacedCollector of(AttemptMacros macros);

    /** Where its files may be outside the attempt's directory; for {@link StartMarks#make}. */
    List<Path> outside(Path directory, Path workdir);
}
