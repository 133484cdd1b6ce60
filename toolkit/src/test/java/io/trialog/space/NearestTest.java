package io.trialog.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void aTypingErrorFindsTheWordThatWasMeant() {
        List<String> known = List.of("learning_rate", "momentum", "sampler", "pruner");

        assertThat(Nearest.of("learnig_rate", known)).isEqualTo("learning_rate");
        assertThat(Nearest.of("lerning-rate", known)).isEqualTo("learning_rate");
        assertThat(Nearest.of("Momentum", known)).isEqualTo("momentum");
        assertThat(Nearest.of("prnuer", known)).isEqualTo("pruner");
        assertThat(Nearest.of("sampl", known)).isEqualTo("sampler");
    }

    @Test
    void aWordThatIsLikeNoneFindsNone() {
        assertThat(Nearest.of("banana", List.of("sampler", "pruner"))).isNull();
        assertThat(Nearest.of("x", List.of("y", "z"))).isNull();
        assertThat(Nearest.of("", List.of("a", "b"))).isNull();
        assertThat(Nearest.of("lr", List.of())).isNull();
    }

    @Test
    void ofTwoEquallyNearWordsTheEarlierIsFound() {
        assertThat(Nearest.of("min_", List.of("mind", "mint"))).isEqualTo("mind");
        assertThat(Nearest.of("min_", List.of("mint", "mind"))).isEqualTo("mint");
    }

    @Test
    void theAdviceIsALineOfItsOwnOrNothing() {
        assertThat(Nearest.maybe("prune", List.of("pruner"))).isEqualTo("\nMaybe 'pruner'.");
        assertThat(Nearest.maybe("banana", List.of("pruner"))).isEmpty();
    }

    @Test
    void aSwapOfNeighborsIsOneEdit() {
        assertThat(Nearest.distance("teh", "the")).isEqualTo(1);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }
}
