package io.perdure.kernel.store;

import com.typesafe.config.Config;
import io.perdure.settings.SettingsReader;
import javax.sql.DataSource;

/**
 * An open store: a database with a checked, migrated schema and a pool of connections. One per actor system; opened
 * before the journal plugin starts, closed after the actor system has ended. Thread-safe.
 */
public interface Store extends AutoCloseable {

    /**
     * Opens the store that {@code config} (the {@code perdure} section) names and brings its schema up to date.
     *
     * @throws io.perdure.failures.StoreUnavailableException when the database cannot be opened: names the address and
     *     the reason, and for an H2 file that is open elsewhere says so
     * @throws IllegalArgumentException when a setting is wrong: names key, value and expectation
     */
    static Store open(Config config) {
        return StoreOpener.open(config);
    }

    /** Reads the settings of the chosen database, given the section {@code perdure}, and opens nothing. */
    static void check(SettingsReader perdure) {
        StoreOpener.read(perdure);
    }

    /** Whether the database that the section {@code perdure} chooses is one that a single node has. */
    static boolean isOfOneNode(SettingsReader perdure) {
        return StoreOpener.isH2(perdure);
    }

    DataSource dataSource();

    InstanceIndex index();

    JournalTables journal();

    MemberTable members();

    /** A cheap round trip to the database; fails also while it is known to take no writes. */
    void ping();

    /**
     * Does nothing, or throws {@link io.perdure.failures.StoreUnavailableException} while the database is known to be away
     * or to take no writes. Without a look at it: never blocks.
     */
    void checkWrites();

    @Override
    void close();
}
