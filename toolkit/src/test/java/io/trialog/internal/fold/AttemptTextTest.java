package io.trialog.internal.fold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.trial.AttemptState;
import io.trialog.trial.AttemptStatus;
import io.trialog.trial.Loss;
import io.trialog.trial.LossCause;
import io.trialog.trial.Refusal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class AttemptTextTest {

    /** The first column is what logs of 0.1 say. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "interrupted by the user | INTERRUPTED | false | ''",
                "interrupted by the user; its thread did not end | THREAD_LEFT | false | ''",
                "interrupted before it was started | NOT_STARTED | false | ''",
                "interrupted: this study is a copy, the job belongs to the original | COPIED | false | ''",
                "interrupted by a power cut | INTERRUPTED | false | interrupted by a power cut",
                "the controller that ran it ended | CONTROLLER_ENDED | false | ''",
                "its job was never seen | NEVER_SEEN | false | ''",
                "nothing is known about its job | NOTHING_KNOWN | false | ''",
                "it is gone from the queue and left no exit.json | NO_TRACE | false "
                        + "| it is gone from the queue and left no exit.json",
                "LOST: it is gone from the queue | VANISHED | false | it is gone from the queue",
                "INFRASTRUCTURE_FAILURE: NODE_FAIL (NodeDown) | INFRASTRUCTURE_FAILURE | false | NODE_FAIL (NodeDown)",
                "CANCELLED: CANCELLED, not by Trialog | CANCELLED | false | CANCELLED, not by Trialog",
                "TIMED_OUT: time limit | TIMED_OUT | false | time limit",
                "OUT_OF_MEMORY: OUT_OF_MEMORY | OUT_OF_MEMORY | false | OUT_OF_MEMORY",
                "it can go on after TIMED_OUT: time limit | TIMED_OUT | true | time limit",
                "'it can go on after EXITED: ' | EXITED | true | ''",
                "it can go on after LOST: it is gone | VANISHED | true | it is gone",
            })
    void aReasonOfALogIsReadAsACauseAndWrittenAsItWas(String reason, LossCause cause, boolean resumable, String text) {
        Loss loss = AttemptText.loss(reason);

        assertThat(loss).isEqualTo(new Loss(cause, resumable, text));
        assertThat(AttemptText.of(loss)).isEqualTo(reason);
    }

    @ParameterizedTest
    @EnumSource(LossCause.class)
    void everyCauseIsReadAsItWasWritten(LossCause cause) {
        assertThat(AttemptText.loss(AttemptText.of(Loss.of(cause)))).isEqualTo(Loss.of(cause));
        assertThat(AttemptText.loss(AttemptText.of(Loss.of(cause).asResumable())))
                .isEqualTo(Loss.of(cause).asResumable());
    }

    @ParameterizedTest
    @CsvSource({
        "LOST, VANISHED",
        "INFRASTRUCTURE_FAILURE, INFRASTRUCTURE_FAILURE",
        "CANCELLED, CANCELLED",
        "TIMED_OUT, TIMED_OUT",
        "OUT_OF_MEMORY, OUT_OF_MEMORY",
        "EXITED, EXITED"
    })
    void theStateOfAJobThatIsOverTellsTheCause(AttemptState job, LossCause cause) {
        assertThat(AttemptText.loss(job, "so")).isEqualTo(new Loss(cause, false, "so"));
    }

    @Test
    void aJobThatRunsIsNoLoss() {
        assertThatThrownBy(() -> AttemptText.loss(AttemptState.RUNNING, ""))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("An attempt is lost when its job has ended or vanished, but the job is RUNNING.");
    }

    @Test
    void onlyALossHasACause() {
        assertThat(AttemptText.status("EXITED", "LOST: not at all"))
                .isEqualTo(new AttemptStatus(AttemptState.EXITED, "LOST: not at all", null, null));
        assertThat(AttemptText.status("LOST", "its job was never seen").loss())
                .isEqualTo(Loss.of(LossCause.NEVER_SEEN));
    }

    @Test
    void aRefusalIsTheKindOfItsEventNotTheBeginOfItsMessage() {
        assertThat(AttemptText.refused("AMBIGUOUS", "QUOTA: timed out"))
                .isEqualTo(new AttemptStatus(
                        AttemptState.REFUSED, "AMBIGUOUS: QUOTA: timed out", Refusal.AMBIGUOUS, null));
        assertThat(AttemptText.refused("DREAMT", "of").refusal()).isEqualTo(Refusal.UNKNOWN);
    }

    @Test
    void aStateOfALaterVersionIsUnknown() {
        assertThat(AttemptText.state("DREAMT")).isEqualTo(AttemptState.UNKNOWN);
        assertThat(AttemptText.state("lost")).isEqualTo(AttemptState.UNKNOWN);
    }

    @ParameterizedTest
    @CsvSource({
        "INTERRUPTED, false",
        "THREAD_LEFT, false",
        "NOT_STARTED, false",
        "COPIED, false",
        "CONTROLLER_ENDED, true",
        "NEVER_SEEN, true",
        "NO_TRACE, true",
        "VANISHED, true",
        "INFRASTRUCTURE_FAILURE, true",
        "CANCELLED, true",
        "TIMED_OUT, true",
        "OUT_OF_MEMORY, true",
        "EXITED, true",
        "NOTHING_KNOWN, true"
    })
    void whatThePersonOrTheProgramWantedUsesUpNoRetry(LossCause cause, boolean retry) {
        assertThat(Loss.of(cause).usesUpRetry()).isEqualTo(retry);
        assertThat(Loss.of(cause).asResumable().usesUpRetry()).isFalse();
    }
}
