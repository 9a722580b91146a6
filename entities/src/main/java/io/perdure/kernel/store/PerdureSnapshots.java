package io.perdure.kernel.store;

import akka.persistence.jdbc.snapshot.JdbcSnapshotStore;
import com.typesafe.config.Config;

/** The plugin's snapshot store, with its settings one level down. Created by Akka, by name. */
final class PerdureSnapshots extends JdbcSnapshotStore {

    PerdureSnapshots(Config config) {
        super(config.getConfig("settings"));
    }
}
