package io.trialog.journal.store;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.journal.Events;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CommandInboxTest {

    @TempDir
    Path study;

    @Test
    void commandsAreListedInOrderUntilTheyAreAnswered() {
        CommandInbox inbox = new CommandInbox(study);
        assertThat(inbox.pending()).isEmpty();
        String first = inbox.put("throttle", Map.of("parallel", 3L), 1);
        String second = inbox.put("stop", Map.of(), 2);
        assertThat(inbox.pending())
                .containsExactly(
                        new CommandInbox.Command(first, "throttle", Events.map("parallel", 3L), ""),
                        new CommandInbox.Command(second, "stop", Map.of(), ""));
        assertThat(inbox.answerTo(first)).isNull();
        inbox.answer(first, Map.of("ok", true));
        inbox.answer(first, Map.of("ok", false));
        assertThat(inbox.answerTo(first)).containsEntry("ok", true);
        assertThat(inbox.pending()).hasSize(1);
    }

    @Test
    void whatIsNoCommandIsListedWithItsProblem() throws IOException {
        CommandInbox inbox = new CommandInbox(study);
        Path directory = Files.createDirectories(study.resolve("commands"));
        Files.writeString(directory.resolve("a.json"), "{");
        Files.writeString(directory.resolve("b.json"), "{\"arguments\":{}}");
        Files.write(directory.resolve("c.json"), new byte[CommandInbox.MAX_SIZE + 1]);
        Files.writeString(directory.resolve("not this.json"), "{}");
        List<CommandInbox.Command> commands = inbox.pending();
        assertThat(commands).hasSize(3).allMatch(command -> command.kind().isEmpty());
        assertThat(commands.get(1).problem()).isEqualTo("A command must have a kind.");
    }
}
