package io.trialog.internal.notify;

import io.trialog.spi.DeliveryException;
import io.trialog.spi.SecretReference;
import java.io.IOException;
import java.net.URI;
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

/**
 * Posts messages to a web address. Addresses and headers may be secret, so that no exception holds them, nor what an exception of
 * the client says. Not safe for use by several threads.
 */
final class HttpPost {

    private static final int TOO_MANY = 429;
    private static final int REQUEST_TIMEOUT = 408;
    private static final Duration LONGEST_WAIT = Duration.ofHours(1);

    private final HttpClient client;
    private final Duration timeout;

    /** @param timeout how long the whole exchange may take */
    HttpPost(Duration timeout) {
        this.timeout = timeout;
        this.client = HttpClient.newBuilder()
                .connectTimeout(timeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .version(HttpClient.Version.HTTP_1_1)
                .build();
    }

    /**
     * Reads an address.
     *
     * @throws IOException if it is not there, or is no web address
     */
    static URI address(SecretReference reference) throws IOException {
        String text = reference.read().reveal();
        URI uri = null;
        try {
            uri = URI.create(text);
        } catch (IllegalArgumentException e) {
            // its message holds the text
        }
        if (uri == null
                || uri.getHost() == null
                || !String.valueOf(uri.getScheme()).matches("https?")) {
            throw new IOException("what " + reference + " holds is no address that begins with https:// or http://");
        }
        return uri;
    }

    /**
     * Posts a text.
     *
     * @throws DeliveryException if there is no connection, no answer in time, or an answer that asks for patience
     * @throws IOException if the server refuses the message
     */
    void send(URI target, Map<String, String> headers, String contentType, String body)
            throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(target)
                .header("Content-Type", contentType)
                .POST(HttpRequest.BodyPublishers.ofString(body, StandardCharsets.UTF_8));
        try {
            headers.forEach(request::header);
        } catch (IllegalArgumentException e) {
            throw withoutCause("a secret must be a text that can stand in a header of HTTP, but is not");
        }
        HttpResponse<Void> response = exchange(request.build());
        int status = response.statusCode();
        if (status / 100 == 2) {
            return;
        }
        String problem = "the server answered with status " + status;
        if (status == TOO_MANY || status == REQUEST_TIMEOUT || status / 100 == 5) {
            throw new DeliveryException(problem, retryAfter(response));
        }
        throw new IOException(problem);
    }

    private static IOException withoutCause(String message) {
        return new IOException(message);
    }

    private HttpResponse<Void> exchange(HttpRequest request) throws DeliveryException, InterruptedException {
        CompletableFuture<HttpResponse<Void>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.discarding());
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            throw new DeliveryException("there was no answer within " + timeout.toSeconds() + " s", Duration.ZERO);
        } catch (ExecutionException e) {
            String kind =
                    e.getCause() == null ? "unknown" : e.getCause().getClass().getSimpleName();
            throw new DeliveryException("the exchange broke off (" + kind + ")", Duration.ZERO);
        } finally {
            answer.cancel(true);
        }
    }

    /** Seconds; a date counts as nothing. */
    private static Duration retryAfter(HttpResponse<?> response) {
        String text = response.headers().firstValue("Retry-After").orElse("").strip();
        if (!text.matches("\\d{1,9}")) {
            return Duration.ZERO;
        }
        Duration wait = Duration.ofSeconds(Long.parseLong(text));
        return wait.compareTo(LONGEST_WAIT) > 0 ? LONGEST_WAIT : wait;
    }
}
