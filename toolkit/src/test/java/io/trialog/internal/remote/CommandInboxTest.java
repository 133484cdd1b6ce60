package io.trialog.internal.remote;

import static org.assertj.core.api.Assertions.assertThat;

import io.trialog.internal.journal.Events;
import io.trialog.testing.OtherUser;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
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

    private Path file(String name) {
        return study.resolve("commands").resolve(name);
    }

    private void answered(CommandInbox inbox, String id, Instant at) throws IOException {
        inbox.answer(id, Map.of("ok", true));
        Files.setLastModifiedTime(file(id + ".answer"), FileTime.from(at));
    }

    @Test
    void answeredCommandsAreRemovedAfterAnHourAndOthersStay() throws IOException {
        CommandInbox inbox = new CommandInbox(study);
        Instant now = Instant.parse("2026-01-01T12:00:00Z");
        String old = inbox.put("stop", Map.of(), 1);
        String young = inbox.put("stop", Map.of(), 2);
        String open = inbox.put("stop", Map.of(), 3);
        answered(inbox, old, now.minus(CommandInbox.KEPT_FOR).minusSeconds(1));
        answered(inbox, young, now.minus(CommandInbox.KEPT_FOR).plusSeconds(1));
        Files.setLastModifiedTime(file(open + ".json"), FileTime.from(Instant.EPOCH));
        Path note = Files.writeString(file("my notes.answer"), "of mine");
        Files.setLastModifiedTime(note, FileTime.from(Instant.EPOCH));

        assertThat(inbox.tidy(now)).isEqualTo(1);

        assertThat(study.resolve("commands"))
                .isDirectoryContaining(path -> path.equals(note))
                .isDirectoryNotContaining(path -> path.getFileName().toString().startsWith(old));
        assertThat(inbox.answerTo(young)).containsEntry("ok", true);
        assertThat(inbox.pending()).extracting(CommandInbox.Command::id).containsExactly(open);
    }

    @Test
    void ofManyAnsweredCommandsTheNewestTwoHundredStayUnlessSomebodyMayStillWait() throws IOException {
        CommandInbox inbox = new CommandInbox(study);
        Instant now = Instant.parse("2026-01-01T12:00:00Z");
        for (int i = 0; i < 250; i++) {
            String id = inbox.put("stop", Map.of(), i);
            boolean waited = i < 10;
            answered(inbox, id, now.minus(waited ? Duration.ofSeconds(30) : Duration.ofMinutes(10)));
        }

        assertThat(inbox.tidy(now)).isEqualTo(40);

        assertThat(study.resolve("commands").toFile().list()).hasSize(2 * 210);
        assertThat(inbox.pending()).isEmpty();
        assertThat(inbox.tidy(now.plus(CommandInbox.KEPT_FOR))).isEqualTo(210);
        assertThat(study.resolve("commands")).isEmptyDirectory();
    }

    @Test
    void commandsOfAnotherUserAreIgnoredWithOneNoteUnlessTheDirectoryIsTrusted() throws IOException {
        OtherUser bob = OtherUser.of(12_346);
        List<String> notes = new ArrayList<>();
        AtomicBoolean trusts = new AtomicBoolean();
        CommandInbox mine = new CommandInbox(study, trusts::get, notes::add);
        for (String name : List.of("a.json", "b.json")) {
            mine.put("stop", Map.of(), 1);
            bob.own(Files.writeString(study.resolve("commands").resolve(name), "{\"kind\": \"cancel\"}"));
        }

        assertThat(mine.pending()).extracting(CommandInbox.Command::kind).containsExactly("stop", "stop");
        assertThat(mine.pending()).hasSize(2);
        assertThat(notes).singleElement().asString().startsWith("Commands of the user '12346' in ");
        trusts.set(true);
        assertThat(mine.pending()).hasSize(4);
    }
}
