package io.trialog.internal.projection.mlflow;

import io.trialog.internal.json.FlatJson;
import io.trialog.internal.json.JsonText;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Speaks to a server of MLflow: JSON over HTTP, calls below {@code /api/2.0/mlflow/}. No exception holds credentials. Safe for use by
 * several threads.
 *
 * @see <a href="https://mlflow.org/docs/latest/rest-api.html">MLflow's REST API</a>
 */
final class MlflowServer {

    private static final Duration CONNECT = Duration.ofSeconds(5);
    private static final Duration ANSWER = Duration.ofSeconds(20);
    private static final int LONGEST_MESSAGE = 300;

    private final MlflowSettings.Access access;
    private final HttpClient client = HttpClient.newBuilder()
            .connectTimeout(CONNECT)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    MlflowServer(MlflowSettings.Access access) {
        this.access = access;
    }

    /**
     * Calls with a body.
     *
     * @param call such as {@code runs/create}
     * @throws MlflowRefusal if the server answers with an error
     * @throws IOException if the server can't be reached, or does not answer in time
     */
    Map<String, @Nullable Object> post(String call, Map<String, ?> body) throws IOException, InterruptedException {
        return exchange(request(call)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(JsonText.strict(body), StandardCharsets.UTF_8)));
    }

    /** Calls with one argument and no body; the rest as {@link #post}. */
    Map<String, @Nullable Object> get(String call, String argument, String value)
            throws IOException, InterruptedException {
        return exchange(request(call + "?" + argument + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8))
                .GET());
    }

    private HttpRequest.Builder request(String call) {
        URI target = access.base().resolve("api/2.0/mlflow/" + call);
        HttpRequest.Builder request = HttpRequest.newBuilder(target).timeout(ANSWER);
        if (!access.authorization().isEmpty()) {
            request.header("Authorization", access.authorization());
        }
        return request;
    }

    private Map<String, @Nullable Object> exchange(HttpRequest.Builder request)
            throws IOException, InterruptedException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request.build(), HttpResponse.BodyHandlers.ofByteArray());
        try {
            return understood(answer.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS));
        } catch (TimeoutException e) {
            throw new IOException("no answer within " + ANSWER.toSeconds() + " s", e);
        } catch (ExecutionException e) {
            Throwable cause = e.getCause() == null ? e : e.getCause();
            throw new IOException(cause.getClass().getSimpleName(), e);
        } finally {
            answer.cancel(true);
        }
    }

    private static Map<String, @Nullable Object> understood(HttpResponse<byte[]> response) throws IOException {
        int status = response.statusCode();
        Map<String, @Nullable Object> body = Map.of();
        try {
            body = response.body().length == 0 ? Map.of() : FlatJson.read(response.body());
        } catch (IOException e) {
            if (status / 100 == 2) {
                throw new IOException("an answer that is no JSON", e);
            }
        }
        if (status / 100 == 2) {
            return body;
        }
        String message = FlatJson.text(body, "message").replace('\n', ' ');
        throw new MlflowRefusal(
                status,
                FlatJson.text(body, "error_code"),
                "status " + status + (message.isEmpty() ? "" : ": " + cut(message)));
    }

    private static String cut(String message) {
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + "..." : message;
    }
}
