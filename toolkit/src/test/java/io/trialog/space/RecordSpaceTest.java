package io.trialog.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordSpaceTest {

    enum Kind {
        LINEAR,
        RBF {
            @Override
            double gamma() {
                return 1;
            }
        };

        double gamma() {
            return 0;
        }
    }

    record Space(
            @LogRange(min = 1e-5, max = 1) double lr,
            @Range(min = 2, max = 8) int depth,
            @Range(min = 0, max = 1, step = 0.25) double share,
            @LogRange(min = 1, max = 1024) long width,
            Kind kind,
            boolean shuffled,
            @OneOf({"adam", "sgd"}) String optimizer,

            @When(component = "kind", is = "RBF") @Range(min = 0, max = 1) @Nullable
            Double gamma) {}

    @Test
    void eachComponentIsAParameter() {
        assertThat(RecordSpace.of(Space.class).space().parameters())
                .containsExactly(
                        new Parameter("lr", new FloatDistribution(1e-5, 1, 0, true)),
                        new Parameter("depth", new IntDistribution(2, 8)),
                        new Parameter("share", new FloatDistribution(0, 1, 0.25, false)),
                        new Parameter("width", new IntDistribution(1, 1024, 1, true)),
                        new Parameter("kind", CategoricalDistribution.of("LINEAR", "RBF")),
                        new Parameter("shuffled", CategoricalDistribution.of(false, true)),
                        new Parameter("optimizer", CategoricalDistribution.of("adam", "sgd")),
                        new Parameter(
                                "gamma", new FloatDistribution(0, 1), new Condition(Map.of("kind", List.of("RBF")))));
    }

    @Test
    void aRecordIsMadeFromValuesAndGivesThemBack() {
        Space space = new Space(0.1, 3, 0.5, 64, Kind.LINEAR, true, "sgd", null);
        Map<String, Object> values = Map.of(
                "lr",
                0.1,
                "depth",
                3L,
                "share",
                0.5,
                "width",
                64L,
                "kind",
                "LINEAR",
                "shuffled",
                true,
                "optimizer",
                "sgd");

        assertThat(RecordSpace.of(Space.class).create(values)).isEqualTo(space);
        assertThat(RecordSpace.values(space)).isEqualTo(values);
        assertThat(RecordSpace.values(new Space(0.1, 3, 0.5, 64, Kind.RBF, true, "sgd", 0.5)))
                .containsEntry("kind", "RBF")
                .containsEntry("gamma", 0.5);
    }

    @Test
    void aValueThatIsMissingOrOutOfItsBoundsIsNamed() {
        assertThatThrownBy(() -> RecordSpace.of(Space.class).create(Map.of("lr", 0.1)))
                .hasMessageStartingWith(
                        "The component 'depth' of io.trialog.space.RecordSpaceTest$Space must have a value");
        assertThatThrownBy(() -> RecordSpace.values(new Space(7, 3, 0.5, 64, Kind.LINEAR, true, "sgd", null)))
                .hasMessageContaining("The value of the component 'lr'")
                .hasMessageEndingWith(", but is 7.0.");
    }

    record NoRange(double x) {}

    record TwoRanges(
            @Range(min = 0, max = 1) @LogRange(min = 1, max = 2)
            double x) {}

    record HalfInt(@Range(min = 0.5, max = 2) int n) {}

    record NoChoices(String word) {}

    record Strange(List<String> words) {}

    record NotBoxed(
            Kind kind,

            @When(component = "kind", is = "RBF") @Range(min = 0, max = 1)
            double gamma) {}

    record NoParent(
            @When(component = "kind", is = "RBF") @Range(min = 0, max = 1) @Nullable
            Double gamma) {}

    record WrongParent(
            Kind kind,

            @When(component = "kind", is = "POLY") @Range(min = 0, max = 1) @Nullable
            Double c) {}

    @Test
    void aComponentThatIsNoParameterIsNamedWithWhatItNeeds() {
        assertRefused(NoRange.class, "'x'", "must have @Range or @LogRange, and not both.");
        assertRefused(TwoRanges.class, "'x'", "must have @Range or @LogRange, and not both.");
        assertRefused(HalfInt.class, "'n'", "is an integer, so that its bounds must be integers, but one is 0.5.");
        assertRefused(NoChoices.class, "'word'", "must have @OneOf with its choices.");
        assertRefused(Strange.class, "'words'", "must be a double, an int,");
        assertRefused(NotBoxed.class, "'gamma'", "must be of a boxed type such as Double");
        assertRefused(NoParent.class, "'gamma'", "has @When(component = \"kind\"), which is no component.");
        assertRefused(WrongParent.class, "'c' depends on kind=POLY", "a value that 'kind' can't take.");
    }

    private static void assertRefused(Class<? extends Record> type, String component, String rule) {
        assertThatThrownBy(() -> RecordSpace.of(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(component)
                .hasMessageContaining(rule);
    }

    @Test
    void constantsOfEnumsStandForTheirNamesWhereverAChoiceIsGiven() {
        CategoricalDistribution kinds = CategoricalDistribution.of((Object[]) Kind.values());

        assertThat(kinds).isEqualTo(CategoricalDistribution.of("LINEAR", "RBF"));
        assertThat(kinds.toInternal(Kind.RBF)).isEqualTo(1);
        assertThat(Values.coerce("kind", kinds, Kind.RBF)).isEqualTo("RBF");
        assertThat(new Condition(Map.of("kind", List.of(Kind.RBF))).holds(Map.of("kind", "RBF")))
                .isTrue();
    }
}
