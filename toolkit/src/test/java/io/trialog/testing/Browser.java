package io.trialog.testing;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/**
 * Headless Chromium, driven by its DevTools protocol: that of {@code $TRIALOG_CHROMIUM}, else the first one on the path. It
 * has one page.
 */
public final class Browser implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome", "chrome");
    private static final List<String> OPTIONS = List.of(
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--disable-quic",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-sync",
            "--disable-dev-shm-usage",
            "--remote-debugging-port=0");

    private final Path profile;
    private final Process process;
    private final WebSocket socket;
    private final AtomicInteger lastId = new AtomicInteger();
    private final Map<Integer, CompletableFuture<JsonNode>> answers = new ConcurrentHashMap<>();
    private final List<String> errors = new CopyOnWriteArrayList<>();

    /** Starts a browser; skips the calling test, saying why, if there is none. */
    public Browser() throws Exception {
        String executable = executable();
        assumeTrue(executable != null, "No Chromium: $TRIALOG_CHROMIUM or the path must name one.");
        profile = Files.createTempDirectory("trialog-browser");
        List<String> command = new ArrayList<>(List.of(executable));
        command.addAll(OPTIONS);
        command.add("--user-data-dir=" + profile);
        command.add("about:blank");
        process = new ProcessBuilder(command)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        socket = HttpClient.newHttpClient()
                .newWebSocketBuilder()
                .buildAsync(page(profile), new Listener())
                .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
        for (String domain : List.of("Runtime.enable", "Page.enable", "Log.enable")) {
            call(domain, Map.of());
        }
    }

    private static URI page(Path profile) throws Exception {
        Path port = profile.resolve("DevToolsActivePort");
        Eventually.holds("Chromium listens", PATIENCE, () -> Files.exists(port) && Files.size(port) > 0);
        URI list = URI.create("http://127.0.0.1:" + Files.readAllLines(port).get(0) + "/json/list");
        HttpResponse<String> answer = HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
        for (JsonNode target : JSON.readTree(answer.body())) {
            if (target.get("type").asText().equals("page")) {
                return URI.create(target.get("webSocketDebuggerUrl").asText());
            }
        }
        throw new AssertionError("Chromium has no page: " + answer.body());
    }

    /** Opens a page in a window of a height, and waits until the script {@code ready} is true in it. */
    public void open(Path page, int height, String ready) throws Exception {
        open(page.toUri(), height, ready);
    }

    /** Opens an address in a window of a height, and waits until the script {@code ready} is true in it. */
    public void open(URI page, int height, String ready) throws Exception {
        call("Page.navigate", Map.of("url", "about:blank"));
        errors.clear();
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", 1400, "height", height, "deviceScaleFactor", 1, "mobile", false));
        call("Page.navigate", Map.of("url", page.toString()));
        Eventually.holds(
                ready + " (errors: " + errors + ")",
                PATIENCE,
                () -> evaluate(ready).equals("true"));
    }

    /** The value of a script in the page, as a text. */
    public String evaluate(String script) throws Exception {
        JsonNode answer = call("Runtime.evaluate", Map.of("expression", script, "returnByValue", true));
        if (answer.at("/result").has("exceptionDetails")) {
            throw new AssertionError("In the page: " + answer.at("/result/exceptionDetails"));
        }
        return answer.at("/result/result/value").asText();
    }

    /** Moves the mouse to a place in the page. */
    public void move(double x, double y) throws Exception {
        call("Input.dispatchMouseEvent", Map.of("type", "mouseMoved", "x", x, "y", y));
    }

    /** Gives the window of the open page another size, such as that of a phone. */
    public void resize(int width, int height) throws Exception {
        call(
                "Emulation.setDeviceMetricsOverride",
                Map.of("width", width, "height", height, "deviceScaleFactor", 1, "mobile", false));
    }

    /** Prints the page. */
    public byte[] pdf() throws Exception {
        JsonNode answer = call("Page.printToPDF", Map.of("printBackground", true, "preferCSSPageSize", true));
        return Base64.getDecoder().decode(answer.at("/result/data").asText());
    }

    /** Takes a picture of the window. */
    public byte[] png() throws Exception {
        JsonNode answer = call("Page.captureScreenshot", Map.of("format", "png"));
        return Base64.getDecoder().decode(answer.at("/result/data").asText());
    }

    /** Makes pages that are opened from now on see a browser whose user prefers a color scheme, {@code light} or {@code dark}. */
    public void prefer(String scheme) throws Exception {
        Map<String, String> feature = Map.of("name", "prefers-color-scheme", "value", scheme);
        call("Emulation.setEmulatedMedia", Map.of("features", List.of(feature)));
    }

    /** What went wrong in the page since it was opened: exceptions, and errors and warnings on the console. */
    public List<String> errors() {
        return List.copyOf(errors);
    }

    private JsonNode call(String method, Map<String, Object> params) throws Exception {
        int id = lastId.incrementAndGet();
        CompletableFuture<JsonNode> answer = new CompletableFuture<>();
        answers.put(id, answer);
        socket.sendText(JSON.writeValueAsString(Map.of("id", id, "method", method, "params", params)), true);
        return answer.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    private void take(JsonNode message) {
        if (message.has("id")) {
            answers.remove(message.get("id").asInt()).complete(message);
            return;
        }
        JsonNode params = message.get("params");
        switch (message.get("method").asText()) {
            case "Runtime.exceptionThrown" ->
                errors.add(params.get("exceptionDetails").toString());
            case "Log.entryAdded" -> errors.add(params.at("/entry/text").asText());
            case "Runtime.consoleAPICalled" -> errors.add(params.get("args").toString());
            default -> {
                // everything else is of no interest
            }
        }
    }

    @Override
    public void close() throws IOException {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
        try (Stream<Path> files = Files.walk(profile)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static String executable() {
        String named = System.getenv().getOrDefault("TRIALOG_CHROMIUM", "");
        if (!named.isEmpty()) {
            return named;
        }
        for (String name : NAMES) {
            for (String directory : System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1)) {
                Path file = Path.of(directory).resolve(name);
                if (Files.isExecutable(file)) {
                    return file.toString();
                }
            }
        }
        return null;
    }

    /** Puts the parts of messages together. */
    private final class Listener implements WebSocket.Listener {

        private final StringBuilder text = new StringBuilder();

        @Override
        public CompletionStage<?> onText(WebSocket webSocket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    take(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    errors.add(e.toString());
                }
                text.setLength(0);
            }
            webSocket.request(1);
            return null;
        }
    }
}
