package io.perdure.kernel.store;

import akka.actor.ActorSystem;
import akka.persistence.jdbc.db.SlickDatabase;
import akka.persistence.jdbc.db.SlickDatabaseProvider;
import com.typesafe.config.Config;
import scala.Option;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcBackend$;
import slick.jdbc.JdbcProfile;
import slick.util.AsyncExecutor;

/**
 * Makes the journal plugin use the pool of the installed {@link Store}: named in {@code perdure-akka.conf}, created by
 * the plugin, once per actor system. Journal and snapshots share one Slick database. Thread-safe.
 */
public final class PerdureDatabaseProvider implements SlickDatabaseProvider {

    // Database work that may wait: a recovery or a snapshot of an instance each. What comes beyond is refused, so it is
    // far
    // more than there are recoveries at a time.
    private static final int QUEUE = 50_000;

    private final SlickDatabase database;

    /**
     * Called by the plugin.
     *
     * @throws IllegalStateException when no store was installed, or one that is not a database
     */
    public PerdureDatabaseProvider(ActorSystem system) {
        Store installed = StoreExtension.of(system);
        if (!(installed instanceof SqlStore store)) {
            throw new IllegalStateException("Actor system '%s' has the store %s (expected: one opened by Store.open)"
                    .formatted(system.name(), installed.getClass().getName()));
        }
        int connections = Math.max(1, store.journalConnections() - 1); // the journal's writer has one of its own
        AsyncExecutor executor = AsyncExecutor.apply("perdure-journal", connections, connections, QUEUE, connections);
        JdbcBackend.DatabaseDef slick = JdbcBackend$.MODULE$
                .Database()
                .forDataSource(store.dataSource(), Option.apply(connections), executor, false);
        database = new SharedDatabase(slick, store.dialect().slickProfile());
        system.registerOnTermination(() -> QuietEnd.of(executor, connections));
    }

    @Override
    public SlickDatabase database(Config ignored) {
        return database;
    }

    private record SharedDatabase(JdbcBackend.DatabaseDef database, JdbcProfile profile) implements SlickDatabase {
        @Override
        public boolean allowShutdown() {
            return false; // the pool belongs to the store, and its owner closes it
        }
    }
}
