package io.trialog.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.Study;
import io.trialog.StudyReader;
import io.trialog.event.StudyEvent;
import io.trialog.exception.StudyFileException;
import io.trialog.study.OpenOptions;
import io.trialog.testing.WebServer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Messages reach a real server, a real program, or the outbox; the study never notices. */
class ChannelsTest {

    private static final String SECRET = "hook-4711-secret";
    private static final String STUDY = """
            metric: {name: loss, goal: minimize}
            parameters: {x: {min: 0.0, max: 1.0}}
            sampler: {type: random, seed: 3}
            """;

    @TempDir
    private Path root;

    private WebServer server;
    private final List<String> notes = Collections.synchronizedList(new ArrayList<>());

    @BeforeEach
    void start() throws Exception {
        server = new WebServer();
        System.setProperty("trialog.env.TEST_HOOK", server.address("/" + SECRET));
        System.setProperty("trialog.env.TEST_TOKEN", SECRET);
    }

    @AfterEach
    void stop() {
        server.close();
        System.clearProperty("trialog.env.TEST_HOOK");
        System.clearProperty("trialog.env.TEST_TOKEN");
    }

    private void run(String section, int trials) throws IOException {
        Path file = Files.writeString(root.resolve("apple.yaml"), STUDY + section);
        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
            study.onNotice(notes::add);
            study.optimize(trials, trial -> 0.5 + trial.number());
        }
    }

    private List<String> noted() {
        List<String> texts = new ArrayList<>();
        StudyReader.open(root.resolve("apple")).events(0, stored -> {
            if (stored.event() instanceof StudyEvent.AttributeSet set
                    && set.key().equals("notify")) {
                texts.add(String.valueOf(set.value()));
            }
            return true;
        });
        return texts;
    }

    private void assertNothingSecretOnDisk() throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                assertThat(new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1))
                        .as(file.toString())
                        .doesNotContain(SECRET);
            }
        }
        assertThat(String.join("\n", notes)).doesNotContain(SECRET);
    }

    @Test
    void slackIsToldOfTheEndWithCountsBestValueAndPlace() throws Exception {
        run("notify: {slack: {env: TEST_HOOK}}\n", 2);

        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.path()).isEqualTo("/" + SECRET);
            assertThat(request.body())
                    .isEqualTo(
                            "{\"text\": \"Study 'apple': done; 2 complete, 0 pruned, 0 failed; best loss 0.5 by trial 0;"
                                    + " see " + root.resolve("apple") + ".\"}");
        });
        assertThat(noted()).containsExactly("sent 'done' through slack");
        assertThat(notes).isEmpty();
        assertNothingSecretOnDisk();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "json | \"event\": \"done\"",
                "discord | {\"content\": \"Study 'apple': done",
                "mattermost | {\"text\": \"Study 'apple': done",
                "teams | \"contentType\": \"application/vnd.microsoft.card.adaptive\""
            })
    void aWebhookGetsTheBodyOfItsService(String template, String body) throws Exception {
        run("notify: {webhook: {url: {env: TEST_HOOK}, token: {env: TEST_TOKEN}, template: " + template + "}}\n", 1);

        assertThat(server.requests()).singleElement().satisfies(request -> {
            assertThat(request.body()).contains(body);
            assertThat(request.authorization()).isEqualTo("Bearer " + SECRET);
        });
        assertNothingSecretOnDisk();
    }

    @Test
    void ntfyGetsTopicTitleAndText() throws Exception {
        System.setProperty("trialog.env.TEST_TOKEN", "topic-" + SECRET);
        run("notify: {ntfy: {topic: {env: TEST_TOKEN}, server: '" + server.address("") + "'}}\n", 1);

        assertThat(server.requests().get(0).path()).isEqualTo("/");
        assertThat(server.requests().get(0).body())
                .contains("\"topic\": \"topic-" + SECRET + "\"", "\"title\": \"apple: done\"", "\"priority\": 3");
        assertNothingSecretOnDisk();
    }

    @Test
    void parametersAreToldOnlyOnRequest() throws Exception {
        run("notify: {webhook: {env: TEST_HOOK}}\n", 1);
        run("notify: {webhook: {env: TEST_HOOK}, include_params: true}\n", 2);

        assertThat(server.requests().get(0).body()).doesNotContain("x=").doesNotContain("best_params");
        assertThat(server.requests().get(1).body()).contains("; x=0.").contains("\"best_params\": {\"x\": ");
    }

    @Test
    void aRefusedMessageIsToldOnceAndNotKept() throws Exception {
        server.answering(404);
        run("notify: {on: [first, done], slack: {env: TEST_HOOK}}\n", 2);

        assertThat(server.requests()).hasSize(2);
        assertThat(notes)
                .containsExactly("The channel 'slack' failed: the server answered with status 404. This is said once.");
        assertThat(noted())
                .containsExactly(
                        "not sent 'first' through slack: the server answered with status 404",
                        "not sent 'done' through slack: the server answered with status 404");
        assertThat(root.resolve("apple/outbox.jsonl")).doesNotExist();
        assertNothingSecretOnDisk();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503, WebServer.BREAK_OFF, WebServer.SILENCE})
    void whatCanNotBeDeliveredNowIsDeliveredByTheNextRun(int answer) throws Exception {
        server.answering(answer).retryAfter(answer == 429 ? "1000" : "");
        run("notify: {slack: {url: {env: TEST_HOOK}, timeout: 500ms}}\n", 1);

        assertThat(notes)
                .singleElement()
                .asString()
                .startsWith("The channel 'slack' failed: ")
                .endsWith(" It is tried again. This is said once.");
        assertThat(Files.readAllLines(root.resolve("apple/outbox.jsonl")))
                .singleElement()
                .asString()
                .contains("\"channel\": \"slack\", \"event\": \"done\"");
        assertNothingSecretOnDisk();

        server.answering(200).retryAfter("");
        int before = server.requests().size();
        run("notify: {slack: {url: {env: TEST_HOOK}, timeout: 20s}}\n", 1);

        assertThat(server.requests().subList(before, server.requests().size()))
                .extracting(WebServer.Request::body)
                .anySatisfy(body -> assertThat(body).contains("done; 1 complete"));
        assertThat(root.resolve("apple/outbox.jsonl")).doesNotExist();
    }

    @Test
    void withoutAConnectionTheStudyEndsAndTheMessageWaits() throws Exception {
        server.close();
        run("notify: {slack: {env: TEST_HOOK}}\n", 1);

        assertThat(notes).singleElement().asString().contains("the exchange broke off (ConnectException)");
        assertThat(root.resolve("apple/outbox.jsonl")).exists();
        assertThat(noted()).hasSize(2).last().asString().contains("in the outbox: 1");
        assertNothingSecretOnDisk();
    }

    @Test
    void aServerThatAsksForPatienceIsAskedAgainAfterThatTime() throws Exception {
        server.answering(429).retryAfter("1");
        Path file = Files.writeString(
                root.resolve("apple.yaml"), STUDY + "notify: {on: [first], slack: {env: TEST_HOOK}}\n");
        try (Study study = Study.open(OpenOptions.of(file.toString()).withRoot(root))) {
            study.optimize(2, trial -> {
                if (trial.number() == 1) {
                    await(() -> !server.requests().isEmpty());
                    server.answering(200);
                    await(() -> server.requests().size() > 1);
                }
                return 1;
            });
        }

        assertThat(server.requests()).hasSize(2);
        assertThat(noted())
                .containsExactly(
                        "not sent 'first' through slack: the server answered with status 429",
                        "sent 'first' through slack");
    }

    private static void await(java.util.function.BooleanSupplier condition) throws InterruptedException {
        long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (!condition.getAsBoolean() && System.nanoTime() < deadline) {
            Thread.sleep(20);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }

    @Test
    void sendmailGetsAWholeMail() throws Exception {
        Path program = Files.writeString(
                root.resolve("sendmail"),
                "#!/bin/sh\necho \"$@\" > '" + root.resolve("arguments") + "'\ncat > '" + root.resolve("mail") + "'\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));

        run("notify: {mail: {to: [ann@example.org, bob], program: '" + program + "'}}\n", 1);

        assertThat(root.resolve("arguments")).hasContent("-t -i");
        String mail = Files.readString(root.resolve("mail"));
        String[] parts = mail.split("\n\n", 2);
        assertThat(parts[0]).contains("To: ann@example.org, bob\nSubject: =?utf-8?B?");
        assertThat(new String(Base64.getMimeDecoder().decode(parts[1]), StandardCharsets.UTF_8))
                .startsWith("Study 'apple': done; 1 complete, 0 pruned, 0 failed; best loss 0.5 by trial 0; see ");
    }

    @Test
    void aReceiverThatCouldBeAnOptionOrAHeaderIsRefused() throws Exception {
        run("notify: {mail: {to: '-Xevil', program: /bin/true}, slack: {env: TEST_HOOK}}\n", 1);

        assertThat(notes).singleElement().asString().contains("'notify.mail.to' must be an address, but is '-Xevil'.");
        assertThat(server.requests()).as("the other channel works").hasSize(1);
    }

    @Test
    void aLiteralSecretIsRefusedAndNotRepeated() {
        for (String section : List.of(
                "notify: {slack: 'https://hooks.example/" + SECRET + "'}\n",
                "notify: {slack: {url: 'https://hooks.example/" + SECRET + "'}}\n",
                "notify: {ntfy: {topic: " + SECRET + "}}\n",
                "notify: {webhook: {url: {env: TEST_HOOK}, token: " + SECRET + "}}\n")) {
            assertThatThrownBy(() -> run(section, 1))
                    .isInstanceOf(StudyFileException.class)
                    .hasMessageContaining("must be a reference to a secret: {env: NAME}, or {file: PATH}")
                    .hasMessageNotContaining(SECRET);
        }
    }

    @Test
    void aSecretFileIsReadIfOnlyItsOwnerMay() throws Exception {
        Path secret = Files.writeString(root.resolve("hook"), server.address("/x") + "\n");
        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-r--r--"));
        run("notify: {slack: {file: '" + secret + "'}}\n", 1);
        assertThat(notes).singleElement().asString().contains("can be read or written by others: its mode is 0644");
        assertThat(server.requests()).isEmpty();

        Files.setPosixFilePermissions(secret, PosixFilePermissions.fromString("rw-------"));
        run("notify: {slack: {file: '" + secret + "'}}\n", 2);
        assertThat(server.requests()).hasSize(1);
    }

    @Test
    void aVariableThatIsNotSetIsNamed() throws Exception {
        run("notify: {slack: {env: NO_SUCH_HOOK}}\n", 1);

        assertThat(notes)
                .containsExactly(
                        "The channel 'slack' failed: The environment variable NO_SUCH_HOOK must hold a secret, but is"
                                + " not set.\nMaybe export NO_SUCH_HOOK before Trialog is started. This is said once.");
    }
}
