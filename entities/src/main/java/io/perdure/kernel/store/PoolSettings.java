package io.perdure.kernel.store;

import com.zaxxer.hikari.HikariConfig;
import io.perdure.settings.SettingsReader;
import java.time.Duration;

/** {@code perdure.pool}; the keys are explained in {@code reference.conf}. */
record PoolSettings(int size, int journal, Duration connectionTimeout, Duration keepAlive, Duration maxLifetime) {

    private static final int MOST = 1000;

    /** The pool sets its threads' timers by these, in milliseconds. */
    private static final Duration LONGEST = Duration.ofDays(1);

    static PoolSettings from(SettingsReader pool) {
        int size = pool.number("size", 2, MOST);
        return new PoolSettings(
                size,
                pool.number("journal", 1, size - 1),
                pool.duration("connection-timeout", Duration.ofMillis(250), LONGEST),
                pool.duration("keep-alive", Duration.ofSeconds(30), LONGEST),
                pool.duration("max-lifetime", Duration.ofMinutes(1), LONGEST));
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
