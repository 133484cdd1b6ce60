package io.trialog.internal.executor.pbs;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.trialog.internal.executor.cluster.QueueRow;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what {@code qstat -f -F json} prints. Times in it are UTC, since the command is run so. */
final class QstatJobs {

    /** Old versions print control characters and backslashes of a job's variables as they are. */
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .enable(
                    JsonReadFeature.ALLOW_UNESCAPED_CONTROL_CHARS,
                    JsonReadFeature.ALLOW_BACKSLASH_ESCAPING_ANY_CHARACTER)
            .build();

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("EEE MMM d HH:mm:ss yyyy", Locale.ENGLISH);
    private static final Pattern WALLTIME = Pattern.compile("(\\d{1,6}):(\\d{2}):(\\d{2})");
    private static final Pattern JOB_ID = Pattern.compile("\\d+(\\[\\d*\\])?\\.[A-Za-z0-9_.-]+");

    private QstatJobs() {}

    /**
     * Returns the jobs and the elements of arrays by id; an array itself is none.
     *
     * @throws IOException if it is no JSON
     */
    static Map<String, PbsJob> parse(String output) throws IOException {
        Map<String, PbsJob> jobs = new LinkedHashMap<>();
        root(output).path("Jobs").properties().forEach(entry -> {
            if (!entry.getKey().contains("[]")) {
                jobs.put(entry.getKey(), job(entry.getKey(), entry.getValue()));
            }
        });
        return jobs;
    }

    /** Returns the JSON that a command printed; an object without members where it printed none. */
    static JsonNode root(String output) throws IOException {
        if (output.isBlank()) {
            return MAPPER.createObjectNode();
        }
        try {
            return MAPPER.readTree(output);
        } catch (JsonProcessingException e) {
            throw new IOException("qstat printed no JSON: " + e.getOriginalMessage(), e);
        }
    }

    private static PbsJob job(String id, JsonNode job) {
        QueueRow row = new QueueRow(
                id,
                PbsState.of(job),
                PbsState.letter(job),
                PbsState.reason(job),
                node(job.path("exec_host").asText()),
                PbsNames.tag(job.path("Job_Name").asText()));
        String environment =
                job.path("Variable_List").path(PbsEnvironment.VARIABLE).asText();
        return new PbsJob(row, after(job.path("depend").asText()), end(job), environment);
    }

    /** The host of the script: the first of {@code n1/0*4+n2/0*4}. */
    private static String node(String hosts) {
        int end = 0;
        while (end < hosts.length() && hosts.charAt(end) != '/' && hosts.charAt(end) != '+') {
            end++;
        }
        return hosts.substring(0, end);
    }

    /** The jobs in {@code afterany:12.server@server:13.server@server}. */
    private static List<String> after(String depend) {
        List<String> jobs = new ArrayList<>();
        for (String one : depend.split(",", -1)) {
            if (one.startsWith("after")) {
                JOB_ID.matcher(one).results().map(MatchResult::group).forEach(jobs::add);
            }
        }
        return jobs;
    }

    private static @Nullable Instant end(JsonNode job) {
        Instant start = time(job.path("stime").asText());
        Duration limit = duration(job.path("Resource_List").path("walltime").asText());
        return start == null || limit == null ? null : start.plus(limit);
    }

    private static @Nullable Instant time(String text) {
        try {
            return LocalDateTime.parse(text.strip().replaceAll(" +", " "), TIME).toInstant(ZoneOffset.UTC);
        } catch (DateTimeParseException e) {
            return null;
        }
    }

    private static @Nullable Duration duration(String text) {
        var parts = WALLTIME.matcher(text);
        return parts.matches()
                ? Duration.ofHours(Long.parseLong(parts.group(1)))
                        .plusMinutes(Long.parseLong(parts.group(2)))
                        .plusSeconds(Long.parseLong(parts.group(3)))
                : null;
    }
}
