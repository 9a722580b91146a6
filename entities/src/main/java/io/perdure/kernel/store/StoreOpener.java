package io.perdure.kernel.store;

import com.typesafe.config.Config;

/** Chooses the database. */
final class StoreOpener {

    private enum Kind {
        H2,
        POSTGRES
    }

    private StoreOpener() {}

    static Store open(Config perdure) {
        Keys keys = new Keys(perdure, "perdure");
        PoolSettings pool = PoolSettings.from(keys.section("pool"));
        return switch (keys.choice("store", Kind.class)) {
            case H2 -> H2Store.open(H2Settings.from(keys), pool);
            case POSTGRES -> PostgresStore.open(PostgresSettings.from(keys.section("postgres")), pool);
        };
    }

    static void check(Config perdure) {
        Keys keys = new Keys(perdure, "perdure");
        PoolSettings.from(keys.section("pool"));
        if (keys.choice("store", Kind.class) == Kind.H2) {
            H2Settings.from(keys);
        } else {
            PostgresSettings.from(keys.section("postgres"));
        }
    }
}
