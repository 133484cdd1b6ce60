package io.trialog.internal.notify;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.space.SearchSpace;
import io.trialog.study.StopReason;
import io.trialog.study.StudyView;
import io.trialog.testing.Eventually;
import io.trialog.testing.Histories;
import io.trialog.testing.WebServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Messages come at the pace that people can bear. The clock of these tests stands still until it is moved. */
class PaceOfMessagesTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    private Path directory;

    private final Histories history = Histories.minimize(SearchSpace.EMPTY);
    private final List<String> problems = new ArrayList<>();
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private WebServer server;
    private volatile StudyView view = history.view();
    private StudyNotifications messages;

    @BeforeEach
    void start() throws Exception {
        server = new WebServer();
        System.setProperty("trialog.env.TEST_HOOK", server.address("/x"));
        messages = new StudyNotifications(directory, () -> now, () -> view, problems::add, text -> {});
    }

    @AfterEach
    void stop() {
        server.close();
        System.clearProperty("trialog.env.TEST_HOOK");
        assertThat(problems).isEmpty();
    }

    private void begin(List<String> events) {
        messages.begin(() ->
                Map.of("on", events, "stalled_after", 3600L, "webhook", Map.of("url", Map.of("env", "TEST_HOOK"))));
    }

    private void tell(double value) {
        int trial = history.ask(Map.of());
        history.complete(trial, value);
        view = history.view();
        messages.progressed();
        messages.finished(view.trial(trial));
    }

    private void await(int requests) throws Exception {
        Eventually.holds("a message arrives", PATIENCE, () -> server.requests().size() >= requests);
    }

    private List<String> texts() {
        return server.requests().stream()
                .map(request -> request.body()
                        .replaceFirst(".*: (\\w+ ?value [0-9.]+ by trial \\d+|stalled[^;]*|done).*", "$1"))
                .toList();
    }

    @Test
    void aBetterTrialIsToldAtMostOnceAnHourAndThenTheBestOfThem() throws Exception {
        begin(List.of("best"));
        tell(9);
        await(1);
        tell(8);
        tell(7);
        now = now.plus(Duration.ofMinutes(59));
        tell(7.5);
        now = now.plus(Duration.ofMinutes(1));
        await(2);
        tell(6);
        messages.ended(StopReason.STOPPED, null).run();

        assertThat(texts())
                .containsExactly("best value 9.0 by trial 0", "best value 7.0 by trial 2", "best value 6.0 by trial 4");
    }

    @Test
    void aStudyWithoutProgressIsToldOnceUntilItGoesOn() throws Exception {
        begin(List.of("stalled"));
        now = now.plus(Duration.ofMinutes(59));
        tell(1);
        now = now.plus(Duration.ofMinutes(61));
        await(1);
        now = now.plus(Duration.ofHours(10));
        tell(2);
        now = now.plus(Duration.ofHours(2));
        await(2);
        messages.ended(StopReason.STOPPED, null).run();

        assertThat(texts())
                .containsExactly("stalled: nothing has happened for 1h", "stalled: nothing has happened for 1h");
    }
}
