package io.perdure.kernel;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;

@DisplayName("The kernel on H2")
class KernelOnH2Test extends KernelContract {
    @TempDir
    Path data;

    @Override
    Config freshStore() {
        return ConfigFactory.parseString(
                "perdure { data = \"%s\", kernel { passivate-after = 1s, fence-for = 0s }, entities.history.max-steps = 100 }"
                        .formatted(data));
    }
}
