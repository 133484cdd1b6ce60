package io.trialog.status;

import io.trialog.internal.format.Ages;
import io.trialog.status.StudyUsage.Purpose;
import io.trialog.status.StudyUsage.Spent;
import io.trialog.study.StudyView;
import io.trialog.trial.Attempt;
import io.trialog.trial.TrialRecord;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.StringJoiner;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a study's jobs on a cluster waited and worked for, in words.
 *
 * @param view the study
 * @param account what its jobs used
 * @param isClustered whether any of its trials ran on a cluster
 */
public record JobAccount(StudyView view, StudyUsage account, boolean isClustered) {

    /**
     * Returns the account until now.
     *
     * @param view the study
     * @param now until when
     * @param onCluster whether an attempt ran on a cluster
     * @return the account
     */
    public static JobAccount of(StudyView view, Instant now, Predicate<Attempt> onCluster) {
        boolean isClustered = view.trials().stream()
                .map(TrialRecord::lastAttempt)
                .anyMatch(last -> last != null && !last.token().isEmpty() && onCluster.test(last));
        return new JobAccount(view, StudyUsage.of(view, now), isClustered);
    }

    /**
     * Returns the lines of the account by their titles.
     *
     * @return titles and lines, in order; none for a study that never ran on a cluster
     */
    public Map<String, String> rows() {
        Map<String, String> rows = new LinkedHashMap<>();
        if (!isClustered) {
            return rows;
        }
        Spent total = account.total();
        rows.put(
                "jobs",
                total.jobs() + " jobs ran " + time(total.runSeconds()) + gpus(total) + " and waited "
                        + time(total.queueSeconds()));
        rows.put("spent", purposes());
        if (account.saved().runSeconds() > 0) {
            rows.put("saved", "about " + time(account.saved().runSeconds()) + gpus(account.saved()) + " by pruning");
        }
        String advice = advice(view.settings().executor().get("time"));
        if (!advice.isEmpty()) {
            rows.put("advice", advice);
        }
        return rows;
    }

    /**
     * Returns the lines of the account as a text.
     *
     * @return the lines, or a note that there are none
     */
    @Override
    public String toString() {
        Map<String, String> rows = rows();
        int width = rows.keySet().stream().mapToInt(String::length).max().orElse(0);
        StringJoiner text = new StringJoiner("\n").setEmptyValue("No trial of this study ran as a job of a cluster.");
        rows.forEach((title, row) -> text.add(title + " ".repeat(width - title.length() + 2) + row));
        return text.toString();
    }

    private String purposes() {
        StringJoiner text = new StringJoiner(", ");
        for (Purpose purpose : Purpose.values()) {
            Spent spent = account.spent(purpose);
            if (spent.runSeconds() > 0) {
                text.add(purpose.name().toLowerCase(Locale.ROOT) + " " + time(spent.runSeconds()) + gpus(spent));
            }
        }
        return text.length() == 0 ? "nothing yet" : text.toString();
    }

    /** A shorter limit starts sooner; one that is too short kills. */
    private String advice(@Nullable Object limit) {
        long advised = account.advisedLimitSeconds();
        if (!(limit instanceof Number seconds) || advised == 0) {
            return "";
        }
        String longest = "the longest trial took " + time(account.longestSeconds());
        if (seconds.longValue() >= 2 * advised) {
            return longest + "; with 'time: " + time((double) advised) + "' instead of " + time(seconds.doubleValue())
                    + " jobs may start sooner";
        }
        return seconds.doubleValue() < account.longestSeconds() * 1.1
                ? longest + ", close to the limit; 'time: " + time((double) advised) + "' would be safer"
                : "";
    }

    private static String gpus(Spent spent) {
        return spent.gpuHours() > 0 ? String.format(Locale.ROOT, " (%.2f GPU h)", spent.gpuHours()) : "";
    }

    private static String time(double seconds) {
        return Ages.of(Duration.ofMillis(Math.round(seconds * 1000)));
    }
}
