package io.trialog.internal.protocol.report;

import io.trialog.spi.Collector;
import io.trialog.spi.CollectorProvider;
import io.trialog.spi.Option;
import io.trialog.spi.OptionValues;
import java.util.List;

/** Makes collectors that read one value from a file of JSON, YAML, CSV or TSV, by the ending of its name. */
public final class ResultsFileProvider implements CollectorProvider {

    @Override
    public String type() {
        return "file";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text("file", null, "The file, in the trial's directory or the working directory.")
                        .required(),
                Option.text("key", null, "The way to the value, parts separated by dots; a column in a CSV file."));
    }

    @Override
    public Collector create(OptionValues options) {
        return new ResultsFile(options.text("file"), options.has("key") ? options.text("key") : "");
    }
}
