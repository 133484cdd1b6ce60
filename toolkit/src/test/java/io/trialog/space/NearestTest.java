package io.trialog.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NearestTest {

    @Test
    void a_typing_error_finds_the_word_that_was_meant() {
        List<String> known = List.of("learning_rate", "momentum", "sampler", "pruner");

        assertThat(Nearest.of("learnig_rate", known)).isEqualTo("learning_rate");
        assertThat(Nearest.of("lerning-rate", known)).isEqualTo("learning_rate");
        assertThat(Nearest.of("Momentum", known)).isEqualTo("momentum");
        assertThat(Nearest.of("prnuer", known)).isEqualTo("pruner");
        assertThat(Nearest.of("sampl", known)).isEqualTo("sampler");
    }

    @Test
    void a_word_that_is_like_none_finds_none() {
        assertThat(Nearest.of("banana", List.of("sampler", "pruner"))).isNull();
        assertThat(Nearest.of("x", List.of("y", "z"))).isNull();
        assertThat(Nearest.of("", List.of("a", "b"))).isNull();
        assertThat(Nearest.of("lr", List.of())).isNull();
    }

    @Test
    void of_two_equally_near_words_the_earlier_is_found() {
        assertThat(Nearest.of("min_", List.of("mind", "mint"))).isEqualTo("mind");
        assertThat(Nearest.of("min_", List.of("mint", "mind"))).isEqualTo("mint");
    }

    @Test
    void the_advice_is_a_line_of_its_own_or_nothing() {
        assertThat(Nearest.maybe("prune", List.of("pruner"))).isEqualTo("\nMaybe 'pruner'.");
        assertThat(Nearest.maybe("banana", List.of("pruner"))).isEmpty();
    }

    @Test
    void a_swap_of_neighbours_is_one_edit() {
        assertThat(Nearest.distance("teh", "the")).isEqualTo(1);
        assertThat(Nearest.distance("kitten", "sitting")).isEqualTo(3);
        assertThat(Nearest.distance("", "abc")).isEqualTo(3);
    }
}
