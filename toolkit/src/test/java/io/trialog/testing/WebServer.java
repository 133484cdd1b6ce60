package io.trialog.testing;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A web server on this machine that keeps what it is sent, and answers as it is told. */
public final class WebServer implements AutoCloseable {

    /** Closes the connection in the middle of the answer. */
    public static final int BREAK_OFF = -1;

    /** Never answers. */
    public static final int SILENCE = -2;

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch end = new CountDownLatch(1);
    private final List<Request> requests = new CopyOnWriteArrayList<>();
    private volatile int answer = 200;
    private volatile String retryAfter = "";

    /**
     * What was sent.
     *
     * @param path the path of the address
     * @param authorization the header of this name, or an empty text
     * @param body the body
     */
    public record Request(String path, String authorization, String body) {}

    public WebServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(threads);
        server.createContext("/", this::handle);
        server.start();
    }

    private void handle(HttpExchange exchange) throws IOException {
        String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
        String authorization = exchange.getRequestHeaders().getFirst("Authorization");
        requests.add(new Request(exchange.getRequestURI().getPath(), authorization == null ? "" : authorization, body));
        int status = answer;
        if (status == SILENCE) {
            await();
            return;
        }
        if (!retryAfter.isEmpty()) {
            exchange.getResponseHeaders().add("Retry-After", retryAfter);
        }
        if (status == BREAK_OFF) {
            exchange.sendResponseHeaders(200, 1000);
            OutputStream out = exchange.getResponseBody();
            out.write(1);
            out.flush();
            exchange.close();
            return;
        }
        exchange.sendResponseHeaders(status, 2);
        exchange.getResponseBody().write("ok".getBytes(StandardCharsets.UTF_8));
        exchange.close();
    }

    private void await() {
        try {
            end.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Answers like this from now on: a status, {@link #BREAK_OFF} or {@link #SILENCE}. */
    public WebServer answering(int status) {
        answer = status;
        return this;
    }

    /** Sends this header from now on. */
    public WebServer retryAfter(String seconds) {
        retryAfter = seconds;
        return this;
    }

    /** Returns an address of this server. */
    public String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    public List<Request> requests() {
        return requests;
    }

    @Override
    public void close() {
        end.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
