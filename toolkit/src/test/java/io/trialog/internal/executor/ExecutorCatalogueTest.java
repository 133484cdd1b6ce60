package io.trialog.internal.executor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.trialog.exception.TrialogException;
import io.trialog.spi.ExecutorProvider;
import io.trialog.spi.ExecutorTraits;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class ExecutorCatalogueTest {

    private final ExecutorCatalogue catalogue = ExecutorCatalogue.installed();

    @Test
    void providersStandInTheOrderOfTheirServiceLines() {
        assertThat(catalogue.all())
                .extracting(ExecutorProvider::type)
                .containsExactly("local", "slurm", "slurm-array", "slurm-steps", "pbs", "pbs-array");
    }

    @Test
    void everyTypeSaysWhatItIs() {
        assertThat(catalogue.traits("local")).isEqualTo(new ExecutorTraits(false, false, false, false));
        assertThat(catalogue.traits("slurm")).isEqualTo(new ExecutorTraits(true, true, true, false));
        assertThat(catalogue.traits("slurm-array")).isEqualTo(new ExecutorTraits(true, true, true, false));
        assertThat(catalogue.traits("slurm-steps")).isEqualTo(new ExecutorTraits(true, false, false, true));
    }

    @Test
    void aTypeThatIsNotHereMayHaveRunOnACluster() {
        assertThat(catalogue.traits("auto")).isEqualTo(new ExecutorTraits(true, false, false, false));
        assertThat(catalogue.traits("elsewhere")).isEqualTo(new ExecutorTraits(true, false, false, false));
    }

    @Test
    void aSectionWithoutATypeMeansThisMachine() {
        assertThat(catalogue.traits(Map.of("parallel", 2L)).onCluster()).isFalse();
    }

    @Test
    void anExecutorThatIsNotHereCannotBeMade() {
        assertThatThrownBy(() -> catalogue.get("elsewhere"))
                .isInstanceOf(TrialogException.class)
                .hasMessage("This version knows no executor 'elsewhere'.");
    }
}
