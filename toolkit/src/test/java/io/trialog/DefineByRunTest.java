package io.trialog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.space.FloatDistribution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Parameters that are suggested while trials run. */
class DefineByRunTest {

    private final Study study = Study.builder("s").minimize().seed(1).inMemory();

    @Test
    void anotherKindOrOtherChoicesForAKnownNameAreRefusedAgainstTheFirstInTheLog() {
        Trial first = study.ask();
        first.suggestFloat("x", 0, 1);
        first.suggestCategorical("z", "a", "b");
        study.tell(first, 1);
        Trial second = study.ask();

        assertThatThrownBy(() -> second.suggestInt("x", 0, 5))
                .hasMessageStartingWith(
                        "The parameter 'x' of trial 1 must keep its kind, but was suggested as "
                                + "FloatDistribution[low=0.0, high=1.0, step=0.0, log=false] in trial 0 and now as IntDistribution[")
                .hasMessageContaining("\nMaybe ");
        assertThatThrownBy(() -> second.suggestFloat("x", 1, 2, true)).hasMessageContaining("must keep its kind");
        assertThatThrownBy(() -> second.suggestCategorical("x", "a", "b")).hasMessageContaining("must keep its kind");
        assertThatThrownBy(() -> second.suggestCategorical("z", "a", "b", "c"))
                .hasMessageContaining("must keep its kind");
        assertThat(second.params()).doesNotContainKeys("q");
        assertThat(second.suggestFloat("x", 2, 3))
                .as("a changed range is allowed")
                .isBetween(2.0, 3.0);
        assertThat(second.suggestCategorical("z", "a", "b")).isIn("a", "b");
    }

    @Test
    void theFirstKindIsKnownAgainWhenTheStudyIsOpenedAgain(@TempDir Path root) {
        try (Study open = Study.builder("s").minimize().under(root).open()) {
            open.optimize(1, trial -> trial.suggestFloat("x", 0, 1));
        }
        try (Study again = Study.open(root.resolve("s"))) {
            assertThatThrownBy(() -> again.ask().suggestInt("x", 0, 1))
                    .hasMessageContaining("in trial 0 and now as IntDistribution[");
        }
    }

    @Test
    void aDeclaredParameterKeepsItsKindToo() {
        Study declared = Study.builder("s")
                .minimize()
                .parameter("x", new FloatDistribution(0, 1))
                .inMemory();

        assertThatThrownBy(() -> declared.ask().suggestInt("x", 0, 1)).hasMessageContaining("must keep its kind");
    }

    @Test
    void aSuggestionThatWasRefusedFixesNothing() {
        study.enqueue(Map.of("x", 0.5));
        Trial trial = study.ask();

        assertThatThrownBy(() -> trial.suggestInt("x", 0, 1)).hasMessageContaining("must be an integer");
        assertThat(trial.suggestFloat("x", 0, 1)).isEqualTo(0.5);
    }

    @Test
    void nullIsAChoice() {
        List<@Nullable String> seen = new ArrayList<>();
        study.optimize(20, trial -> {
            seen.add(trial.suggestCategorical("z", "a", null));
            return 1;
        });

        assertThat(seen).hasSize(20).containsNull().contains("a");
        assertThat(study.replay().verify().isGreen()).isTrue();
    }
}
