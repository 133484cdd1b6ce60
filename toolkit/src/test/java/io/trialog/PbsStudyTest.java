package io.trialog;

import io.trialog.testing.CommandOutput;
import io.trialog.testing.PbsCluster;
import io.trialog.testing.PbsStudies;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** Studies on a real OpenPBS. */
final class PbsStudyTest extends PbsStudies {

    private static PbsCluster cluster;

    @BeforeAll
    static void start() {
        PbsCluster.assume();
        cluster = PbsCluster.start();
    }

    @AfterAll
    static void stop() {
        if (cluster != null) {
            cluster.close();
        }
    }

    @Override
    protected Map<String, String> environment() {
        return cluster.environment();
    }

    @Override
    protected CommandOutput run(String... command) {
        return cluster.run(command);
    }

    @Override
    protected void assumeTimeFor(String what) {
        // whoever has a real one has the time
    }
}
