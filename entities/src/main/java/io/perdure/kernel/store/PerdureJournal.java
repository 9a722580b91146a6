package io.perdure.kernel.store;

import akka.persistence.jdbc.journal.JdbcAsyncWriteJournal;
import com.typesafe.config.Config;

/** The plugin's journal, with its settings one level down. Created by Akka, by name. */
final class PerdureJournal extends JdbcAsyncWriteJournal {

    PerdureJournal(Config config) {
        super(config.getConfig("settings"));
    }
}
