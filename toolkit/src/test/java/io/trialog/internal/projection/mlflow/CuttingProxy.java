package io.trialog.internal.projection.mlflow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** Stands before a server, and breaks off one call: before the server hears it, or before its answer arrives. */
final class CuttingProxy implements AutoCloseable {

    private final HttpServer server;
    private final String target;
    private final HttpClient client = HttpClient.newHttpClient();
    private final AtomicInteger calls = new AtomicInteger();
    private volatile int cutAt = Integer.MAX_VALUE;
    private volatile boolean isHeard;

    CuttingProxy(String target) throws IOException {
        this.target = target;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newCachedThreadPool(work -> {
            Thread thread = new Thread(work, "proxy");
            thread.setDaemon(true);
            return thread;
        }));
        server.createContext("/", this::handle);
        server.start();
    }

    /** Breaks off the call of this number, counted from 0 from now on, and all after it. */
    void cut(int call, boolean heard) {
        calls.set(0);
        isHeard = heard;
        cutAt = call;
    }

    /** Lets every call pass, and returns how many there were. */
    int pass() {
        cutAt = Integer.MAX_VALUE;
        return calls.getAndSet(0);
    }

    private void handle(HttpExchange exchange) throws IOException {
        int call = calls.getAndIncrement();
        byte[] body = exchange.getRequestBody().readAllBytes();
        if (call > cutAt || call == cutAt && !isHeard) {
            exchange.close();
            return;
        }
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(target + exchange.getRequestURI()));
            HttpResponse<byte[]> answer = client.send(
                    exchange.getRequestMethod().equals("GET")
                            ? request.GET().build()
                            : request.header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofByteArray(body))
                                    .build(),
                    HttpResponse.BodyHandlers.ofByteArray());
            if (call == cutAt) {
                exchange.close();
                return;
            }
            exchange.sendResponseHeaders(answer.statusCode(), answer.body().length == 0 ? -1 : answer.body().length);
            exchange.getResponseBody().write(answer.body());
            exchange.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
