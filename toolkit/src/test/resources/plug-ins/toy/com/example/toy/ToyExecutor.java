package com.example.toy;

import io.trialog.spi.Executor;
import io.trialog.spi.ExecutorContext;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.ExecutorTraits;
import io.trialog.spi.JobHandle;
import io.trialog.spi.JobSpec;
import io.trialog.spi.JobStatus;
import io.trialog.spi.Preview;
import io.trialog.spi.SubmissionException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;

/** Runs trials as processes of this machine with a low priority: those of the executor {@code local}, started by nice. */
public final class ToyExecutor implements ExecutorProvider {

    @Override
    public String type() {
        return "toy";
    }

    @Override
    public ExecutorTraits traits() {
        return local().traits();
    }

    @Override
    public Executor create(ExecutorContext context) {
        return new Nice(local().create(context));
    }

    private static ExecutorProvider local() {
        return ServiceLoader.load(ExecutorProvider.class, ExecutorProvider.class.getClassLoader()).stream()
                .map(ServiceLoader.Provider::get)
                .filter(provider -> provider.type().equals("local"))
                .findFirst()
                .orElseThrow();
    }

    private record Nice(Executor local) implements Executor {

        private static JobSpec nice(JobSpec spec) {
            List<String> command = new ArrayList<>(List.of("nice", "-n", "5"));
            command.addAll(spec.command());
            return new JobSpec(
                    spec.token(),
                    spec.name(),
                    command,
                    spec.directory(),
                    spec.workdir(),
                    spec.environment(),
                    spec.timeLimit(),
                    spec.grace(),
                    spec.resources());
        }

        @Override
        public String type() {
            return "toy";
        }

        @Override
        public JobHandle submit(JobSpec spec) throws SubmissionException {
            return local.submit(nice(spec));
        }

        @Override
        public JobHandle find(String token, Path directory) throws IOException {
            return local.find(token, directory);
        }

        @Override
        public Preview preview(JobSpec spec) {
            return local.preview(nice(spec));
        }

        @Override
        public Map<String, JobStatus> poll(Collection<JobHandle> jobs) throws IOException {
            return local.poll(jobs);
        }

        @Override
        public void cancel(Collection<JobHandle> jobs) throws IOException {
            local.cancel(jobs);
        }

        @Override
        public void close() {
            local.close();
        }
    }
}
