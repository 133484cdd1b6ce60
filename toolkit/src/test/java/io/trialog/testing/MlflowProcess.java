package io.trialog.testing;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real {@code mlflow server} on this machine, on SQLite. It keeps its port and its data when it is started again. */
public final class MlflowProcess implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Path directory;
    private final int port;
    private final HttpClient client = HttpClient.newHttpClient();
    private Process process;

    private MlflowProcess(Path directory, int port) {
        this.directory = directory;
        this.port = port;
    }

    /** A server that does not run yet. Skips the calling test where Python has no mlflow. */
    public static MlflowProcess in(Path directory) throws IOException, InterruptedException {
        Python.assume("mlflow");
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return new MlflowProcess(directory, socket.getLocalPort());
        }
    }

    /** Starts it, and waits until it answers. */
    public MlflowProcess start() throws Exception {
        ProcessBuilder builder = new ProcessBuilder(List.of(
                        Python.interpreter(),
                        "-m",
                        "mlflow",
                        "server",
                        "--host",
                        "127.0.0.1",
                        "--port",
                        Integer.toString(port),
                        "--workers",
                        "1",
                        "--backend-store-uri",
                        "sqlite:///" + directory.resolve("mlflow.db"),
                        "--default-artifact-root",
                        directory.resolve("artifacts").toString()))
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("server.log").toFile()));
        builder.environment().put("MLFLOW_SERVER_ENABLE_JOB_EXECUTION", "false");
        process = builder.start();
        Eventually.holds("MLflow's server answers", PATIENCE, () -> isHealthy() || !process.isAlive());
        if (!process.isAlive()) {
            throw new AssertionError(java.nio.file.Files.readString(directory.resolve("server.log")));
        }
        return this;
    }

    private boolean isHealthy() throws InterruptedException {
        try {
            return send(HttpRequest.newBuilder(URI.create(address() + "/health"))
                                    .build())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        }
    }

    private HttpResponse<String> send(HttpRequest request) throws IOException, InterruptedException {
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }

    /** Kills it and whatever it started. */
    public void kill() throws InterruptedException {
        if (process != null) {
            List<ProcessHandle> all = process.descendants().toList();
            process.destroyForcibly().waitFor(10, TimeUnit.SECONDS);
            all.forEach(ProcessHandle::destroyForcibly);
        }
    }

    /** Returns the address for {@code tracking_uri}. */
    public String address() {
        return "http://127.0.0.1:" + port;
    }

    /** Calls the server's interface; returns the answer as JSON. */
    public String post(String call, String body) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address() + "/api/2.0/mlflow/" + call))
                        .header("Content-Type", "application/json")
                        .POST(HttpRequest.BodyPublishers.ofString(body))
                        .build())
                .body();
    }

    /** Returns the answer of a call without a body, as JSON. */
    public String get(String call, String query) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(URI.create(address() + "/api/2.0/mlflow/" + call + "?" + query))
                        .build())
                .body();
    }

    /** Returns the id of an experiment. */
    public String experiment(String name) throws IOException, InterruptedException {
        String answer =
                get("experiments/get-by-name", "experiment_name=" + URLEncoder.encode(name, StandardCharsets.UTF_8));
        return answer.replaceFirst("(?s).*\"experiment_id\":\\s*\"(\\d+)\".*", "$1");
    }

    @Override
    public void close() throws InterruptedException {
        kill();
    }
}
