package io.trialog;

import io.trialog.testing.CommandOutput;
import io.trialog.testing.FakePbs;
import io.trialog.testing.PbsStudies;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Studies on the fake PBS. */
final class FakePbsStudyTest extends PbsStudies {

    private FakePbs pbs;

    @BeforeEach
    void begin() {
        pbs = FakePbs.in(folder.resolve("fake"));
    }

    @AfterEach
    void stop() {
        pbs.close();
    }

    @Override
    protected Map<String, String> environment() {
        return pbs.environment();
    }

    @Override
    protected CommandOutput run(String... command) {
        return pbs.run(command);
    }
}
