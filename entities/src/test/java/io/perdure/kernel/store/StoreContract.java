package io.perdure.kernel.store;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;

/** What every store must do. A subclass says only where its database is. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class StoreContract
        implements InstanceIndexContract,
                InstanceCountContract,
                InstancePagingContract,
                InstanceCreationContract,
                WakerContract,
                JournalTablesContract,
                MemberTableContract,
                JournalPluginContract,
                JournalWriterContract {
    private Config settings;
    private Store store;

    /** Settings of a new, empty store, with the section {@code perdure}. */
    abstract Config freshPlace();

    @BeforeAll
    void open() {
        settings = freshPlace();
        store = open(settings);
    }

    @AfterAll
    void close() {
        store.close();
    }

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Config settings() {
        return settings;
    }

    static Store open(Config settings) {
        return Store.open(settings.withFallback(ConfigFactory.load()).getConfig("perdure"));
    }
}
