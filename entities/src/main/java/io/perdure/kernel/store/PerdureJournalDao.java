package io.perdure.kernel.store;

import akka.persistence.jdbc.config.JournalConfig;
import akka.persistence.jdbc.journal.dao.DefaultJournalDao;
import akka.serialization.Serialization;
import akka.stream.Materializer;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * The plugin's access to its tables, save that it does not look for events of {@link FreshJournals}: a recovery that is to
 * read nothing still asks for the highest number. Created by the plugin, by name.
 */
final class PerdureJournalDao extends DefaultJournalDao {
    private final FreshJournals fresh;

    PerdureJournalDao(
            JdbcBackend.DatabaseDef database,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, config, serialization, executor, materializer);
        fresh = StoreExtension.freshJournals(materializer.system());
    }

    @Override
    public Future<Object> highestSequenceNr(String persistenceId, long fromSequenceNr) {
        return fresh.contains(persistenceId)
                ? Future.successful(0L)
                : super.highestSequenceNr(persistenceId, fromSequenceNr);
    }
}
