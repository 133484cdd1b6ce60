package io.trialog.internal.protocol.report;

import io.trialog.spi.Collector;
import io.trialog.spi.CollectorProvider;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.util.List;

/** Makes collectors that read event files of TensorBoard. */
public final class TensorBoardProvider implements CollectorProvider {

    @Override
    public String type() {
        return "tensorboard";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text("tag", null, "The scalar that is the metric.").required(),
                Option.text(
                        "dir",
                        null,
                        "The directory of the event files, in the trial's directory or the working directory. Default: the"
                                + " trial's directory."));
    }

    @Override
    public Collector create(OptionValues options) {
        return new TensorBoardCollector(options.has("dir") ? options.text("dir") : "", options.text("tag"));
    }
}
