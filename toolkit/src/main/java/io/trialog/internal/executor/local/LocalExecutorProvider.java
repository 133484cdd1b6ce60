package io.trialog.internal.executor.local;

import io.trialog.spi.Detection;
import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.ExecutorEnvironment;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.ExecutorTraits;
import io.trialog.spi.Option;
import java.util.List;

/** Runs trials as processes of this machine: what {@code auto} stands for where nothing else suits. */
public final class LocalExecutorProvider implements ExecutorProvider {

    private static final int RANK = 1;

    @Override
    public String type() {
        return LocalExecutor.TYPE;
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text("gpus", null, "The GPUs of a trial, or its share of one."),
                Option.texts("devices", "The GPUs of this machine that trials use."),
                Option.text("template", null, "The file of a script around the program."),
                Option.texts("env_setup", "Lines of shell that run before the program."));
    }

    @Override
    public ExecutorTraits traits() {
        return new ExecutorTraits(false, false, false, false);
    }

    @Override
    public boolean isAutomatic() {
        return true;
    }

    @Override
    public Detection detect(ExecutorEnvironment environment) {
        return Detection.suitable(RANK, "");
    }

    @Override
    public Executor create(ExecutorContext context) {
        return new LocalExecutor(context.environment(), context.options());
    }
}
