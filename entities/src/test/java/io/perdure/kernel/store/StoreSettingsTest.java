package io.perdure.kernel.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("settings of the store")
class StoreSettingsTest {

    @ParameterizedTest(name = "{0}")
    @DisplayName("a wrong value is refused with key, value and expectation")
    @CsvSource(
            delimiter = '|',
            value = {
                "perdure.store = oracle | perdure.store: oracle | h2, postgres",
                "perdure.pool.size = 1 | perdure.pool.size: 1 | 2 to 1000",
                "perdure.pool.journal = 6 | perdure.pool.journal: 6 | 1 to 5",
                "perdure.pool.connection-timeout = 1 ms | perdure.pool.connection-timeout: 1 ms | 250 ms",
                "perdure.h2.durability = full | perdure.h2.durability: full | power, process",
                "perdure.h2.cache-size = some | perdure.h2.cache-size: some | 1 MiB to 1024 GiB",
                "perdure.data = \"a;b\" | perdure.data: a;b | without ';'",
                "perdure { store = postgres, postgres.port = 0 } | perdure.postgres.port: 0 | 65535",
                "perdure { store = postgres, postgres.ssl-mode = on } | perdure.postgres.ssl-mode: on | verify-full",
                "perdure { store = postgres, postgres.properties.nonsense = 1 } | properties.nonsense | JDBC driver",
            })
    void wrong(String setting, String named, String expected) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreContract.open(ConfigFactory.parseString(setting)))
                .withMessageContaining(named)
                .withMessageContaining(expected);
    }

    @Test
    @DisplayName("a wrong URL is refused without being shown, for it may hold a password")
    void wrong_url() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> StoreContract.open(ConfigFactory.parseString(
                        "perdure { store = postgres, postgres.url = \"jdbc:mysql://x/y?password=s3cret\" }")))
                .withMessageContaining("perdure.postgres.url")
                .satisfies(e -> assertThat(e.toString()).doesNotContain("s3cret"));
    }
}
