package io.perdure.kernel;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import io.perdure.kernel.store.InstanceCountContract;
import io.perdure.kernel.store.InstanceCreationContract;
import io.perdure.kernel.store.InstanceIndexContract;
import io.perdure.kernel.store.InstancePagingContract;
import io.perdure.kernel.store.JournalTables;
import io.perdure.kernel.store.MemberTable;
import io.perdure.kernel.store.Store;
import io.perdure.kernel.store.WakerContract;
import java.util.Collection;
import java.util.List;
import javax.sql.DataSource;
import org.junit.jupiter.api.DisplayName;

@DisplayName("The index in memory")
class MemoryIndexTest
        implements InstanceIndexContract,
                InstanceCountContract,
                InstancePagingContract,
                InstanceCreationContract,
                WakerContract {
    private final Store store = new OnlyAnIndex(new MemoryIndex());

    @Override
    public Store store() {
        return store;
    }

    @Override
    public Config settings() {
        return ConfigFactory.empty();
    }

    /** As much of a store as the contracts use. */
    private record OnlyAnIndex(MemoryIndex index) implements Store, JournalTables {

        @Override
        public JournalTables journal() {
            return this;
        }

        @Override
        public MemberTable members() {
            throw new UnsupportedOperationException();
        }

        @Override
        public boolean erase(String persistenceId, long version, String hub, Address address) {
            index.remove(hub, address);
            return true;
        }

        @Override
        public List<Row> newestFirst(String persistenceId, long before, int limit) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void trim(Collection<Trim> trims) {
            throw new UnsupportedOperationException();
        }

        @Override
        public DataSource dataSource() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void ping() {}

        @Override
        public void checkWrites() {}

        @Override
        public void close() {}
    }
}
