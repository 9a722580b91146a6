package io.perdure.kernel;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.kernel.store.TestPostgres;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The kernel on PostgreSQL")
class KernelOnPostgresTest extends KernelContract {
    @Override
    Config freshStore() {
        return TestPostgres.freshDatabase()
                .withFallback(
                        ConfigFactory.parseString(
                                "perdure { kernel { passivate-after = 1s, fence-for = 0s }, entities.history.max-steps = 100 }"));
    }
}
