package io.trialog.notebook;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.trialog.Study;
import io.trialog.plot.Plots;
import io.trialog.testing.Browser;
import io.trialog.testing.Eventually;
import io.trialog.testing.Python;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody sees who opens a saved notebook without running it: the real JupyterLab does not trust it then. */
@Tag("processes")
class UntrustedNotebookTest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Drops what GitHub drops: styles, classes, style sheets, scripts, and pictures that are not at an address. */
    private static final String AS_STRICT_AS_GITHUB = """
            (function () {
              document.querySelectorAll('style, script, svg').forEach(node => node.remove());
              document.querySelectorAll('body *').forEach(node => {
                for (const name of node.getAttributeNames()) {
                  if (!['alt', 'width', 'height'].includes(name)) node.removeAttribute(name);
                }
              });
              return document.body.innerText;
            })()
            """;

    @TempDir
    static Path folder;

    private static Study study;
    private static String card;
    private static List<String> words;
    private static Process server;
    private static int port;

    @BeforeAll
    static void aSavedNotebookAndJupyterLab() throws Exception {
        Python.assume("jupyterlab");
        study = Study.builder("higgs")
                .maximize("val_auc")
                .sampler("random")
                .seed(1)
                .pruner("nop")
                .inMemory();
        study.optimize(30, trial -> {
            double auc = trial.suggestFloat("lr", 0, 1) - trial.suggestInt("depth", 2, 8) / 100.0;
            trial.report(auc / 2, 1);
            trial.report(auc, 2);
            return auc;
        });
        card = drawn();
        words = List.of(
                card,
                html(TableHtml.of(study.trials())),
                html(NotebookDisplay.page(study.trial(7))),
                html(StoryHtml.of(study.compare(7, 9))),
                html(StoryHtml.of(study.logs(7))));
        List<String> outputs = new ArrayList<>(words);
        outputs.add(picture());
        outputs.add(html(NotebookDisplay.frame(Plots.of(study).interactive())));
        save(outputs);
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        server = new ProcessBuilder(
                        Python.interpreter(),
                        "-m",
                        "jupyterlab",
                        "--allow-root",
                        "--no-browser",
                        "--port=" + port,
                        "--ServerApp.port_retries=0",
                        "--IdentityProvider.token=",
                        "--LabApp.news_url=none")
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("server.log").toFile())
                .start();
        Eventually.holds("JupyterLab listens", PATIENCE, UntrustedNotebookTest::listens);
    }

    @AfterAll
    static void theServerEnds() {
        if (server != null) {
            server.descendants().forEach(ProcessHandle::destroyForcibly);
            server.destroyForcibly();
        }
    }

    private static boolean listens() {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static String drawn() {
        return html(CardHtml.of(study.progress(), HistoryChart.image(study.view()), ZoneOffset.UTC));
    }

    private static String picture() {
        return html(NotebookDisplay.image(Plots.of(study.view()).history()));
    }

    private static String html(Bundle bundle) {
        return bundle.data().get(Bundle.HTML);
    }

    private static void save(List<String> outputs) throws IOException {
        List<Map<String, Object>> cells = outputs.stream()
                .map(html -> Map.<String, Object>of(
                        "cell_type",
                        "code",
                        "execution_count",
                        1,
                        "metadata",
                        Map.of(),
                        "source",
                        "study",
                        "outputs",
                        List.of(Map.of(
                                "output_type",
                                "display_data",
                                "metadata",
                                Map.of(),
                                "data",
                                Map.of("text/html", html, "text/plain", "text")))))
                .toList();
        JSON.writeValue(
                folder.resolve("saved.ipynb").toFile(),
                Map.of("cells", cells, "metadata", Map.of(), "nbformat", 4, "nbformat_minor", 4));
    }

    @Test
    void anUntrustedNotebookShowsCardTableTrialAndPictureAsATrustedOneDoes() throws Exception {
        Path trusted =
                Files.writeString(folder.resolve("trusted.html"), "<meta charset=\"utf-8\"/>" + String.join("", words));
        try (Browser browser = new Browser()) {
            browser.open(
                    URI.create("http://127.0.0.1:" + port + "/doc/tree/saved.ipynb"),
                    8000,
                    "document.querySelectorAll('.jp-RenderedHTML img').length == 5");
            JsonNode seen = JSON.readTree(browser.evaluate("JSON.stringify({"
                    + "frames: document.querySelectorAll('.jp-RenderedHTML iframe').length,"
                    + "styles: document.querySelectorAll('.jp-RenderedHTML style').length,"
                    + "words: [...document.querySelectorAll('.jp-RenderedHTML')].slice(0, 5)"
                    + ".map(output => output.innerText).join(' ').split(/\\s+/).join(' ').trim(),"
                    + "border: getComputedStyle(document.querySelector('.jp-RenderedHTML > div')).borderTopWidth,"
                    + "bar: document.querySelector('.jp-RenderedHTML div[style*=\"height:10px\"] > div').offsetWidth,"
                    + "right: getComputedStyle(document.querySelector('.jp-RenderedHTML td')).textAlign,"
                    + "pictures: [...document.querySelectorAll('.jp-RenderedHTML img')].map(i => i.naturalWidth)})"));
            browser.open(trusted, 3000, "document.querySelectorAll('img').length == 3");

            assertThat(seen.get("words").asText())
                    .isEqualTo(browser.evaluate("document.body.innerText.split(/\\s+/).join(' ').trim()"))
                    .contains("higgs val_auc (maximize) done 30 of 30 trials finished ■ 30 complete, ■ 0 pruned")
                    .containsPattern(
                            "trial 7 COMPLETE of higgs 0\\.\\d+ val_auc It has rank \\d+ of 30 complete trials")
                    .contains("trial 7 trial 9 difference")
                    .endsWith("Trial 7 has printed nothing.");
            assertThat(seen.get("styles").asInt()).isZero();
            assertThat(seen.get("frames").asInt())
                    .as("frames, whose picture is left")
                    .isZero();
            assertThat(seen.get("border").asText()).isEqualTo("1px");
            assertThat(seen.get("bar").asInt()).isGreaterThan(400);
            assertThat(seen.get("right").asText()).isEqualTo("right");
            assertThat(seen.get("pictures").toString()).isEqualTo("[420,640,640,860,860]");
        }
    }

    @Test
    void whereEvenStylesAreDroppedWordsAndLinesAreLeft() throws Exception {
        Path page = Files.writeString(
                folder.resolve("strict.html"), "<meta charset=\"utf-8\"/>" + card + html(TableHtml.of(study.trials())));
        try (Browser browser = new Browser()) {
            browser.open(page, 1000, "document.querySelectorAll('img').length == 1");

            assertThat(browser.evaluate(AS_STRICT_AS_GITHUB))
                    .startsWith("higgs val_auc (maximize) done 30 of 30 trials finished\n"
                            + "■ 30 complete, ■ 0 pruned, ■ 0 running, ■ 0 failed\n")
                    .containsPattern("\n0\\.9\\d+ best, by trial \\d+\n")
                    .containsPattern("\ndepth = \\d, lr = 0\\.9\\d+\n")
                    .contains("\ntrial\tstate\tvalue\tdepth\tlr\t")
                    .contains("\n0\tCOMPLETE\t");
        }
    }
}
