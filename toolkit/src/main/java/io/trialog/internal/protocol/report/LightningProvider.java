package io.trialog.internal.protocol.report;

import io.trialog.spi.Collector;
import io.trialog.spi.CollectorProvider;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.util.List;

/** Makes collectors that read the {@code metrics.csv} of PyTorch Lightning. */
public final class LightningProvider implements CollectorProvider {

    @Override
    public String type() {
        return "lightning";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text("key", null, "The column that is the metric, such as val_acc.")
                        .required(),
                Option.word("step", List.of("step", "epoch"), "step", "The column that is the step."),
                Option.text(
                        "dir",
                        null,
                        "The directory of the logger, in the trial's directory or the working directory. Default: the trial's"
                                + " directory."));
    }

    @Override
    public Collector create(OptionValues options) {
        return new LightningCollector(
                options.has("dir") ? options.text("dir") : "", options.text("key"), options.text("step"));
    }
}
