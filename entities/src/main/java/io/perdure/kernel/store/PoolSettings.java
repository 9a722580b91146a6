package io.perdure.kernel.store;

import com.zaxxer.hikari.HikariConfig;
import java.time.Duration;

/** {@code perdure.pool}; the keys are explained in {@code reference.conf}. */
record PoolSettings(int size, int journal, Duration connectionTimeout, Duration keepAlive, Duration maxLifetime) {

    static PoolSettings from(Keys pool) {
        int size = pool.number("size", 2, 1000);
        return new PoolSettings(
                size,
                pool.number("journal", 1, size - 1),
                pool.duration("connection-timeout", Duration.ofMillis(250)),
                pool.duration("keep-alive", Duration.ofSeconds(30)),
                pool.duration("max-lifetime", Duration.ofMinutes(1)));
    }

    /** A pool of fixed size that fails at once when the first connection cannot be opened. */
    HikariConfig hikari(String name) {
        HikariConfig hikari = new HikariConfig();
        hikari.setPoolName(name);
        hikari.setMaximumPoolSize(size);
        hikari.setMinimumIdle(size);
        hikari.setConnectionTimeout(connectionTimeout.toMillis());
        hikari.setValidationTimeout(Math.max(250, connectionTimeout.toMillis() / 2));
        hikari.setInitializationFailTimeout(1);
        return hikari;
    }
}
