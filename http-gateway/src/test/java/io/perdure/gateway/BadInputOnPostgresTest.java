package io.perdure.gateway;

import com.typesafe.config.ConfigRenderOptions;
import io.perdure.kernel.store.TestPostgres;
import org.junit.jupiter.api.DisplayName;

/** PostgreSQL takes less than H2 does: no NUL, no half characters. What does not reach a store is not sent again. */
@DisplayName("On PostgreSQL, bad input")
class BadInputOnPostgresTest extends BadInputBase {

    BadInputOnPostgresTest() {
        super(RealEntities.start(TestPostgres.freshDatabase().root().render(ConfigRenderOptions.concise())));
    }
}
