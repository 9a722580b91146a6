package io.perdure.kernel.store;

import akka.persistence.AtomicWrite;
import akka.persistence.PersistentRepr;
import akka.persistence.jdbc.config.JournalConfig;
import akka.persistence.jdbc.journal.dao.DefaultJournalDao;
import akka.serialization.Serialization;
import akka.stream.Materializer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import scala.collection.immutable.Nil$;
import scala.collection.immutable.Seq;
import scala.concurrent.ExecutionContext;
import scala.concurrent.Future;
import scala.concurrent.Promise;
import scala.concurrent.Promise$;
import scala.runtime.BoxedUnit;
import scala.util.Try;
import slick.jdbc.JdbcBackend;
import slick.jdbc.JdbcProfile;

/**
 * The plugin's access to its tables, save for two things. It writes the kernel's events itself, through a {@link
 * JournalWriter}, together with the index rows that they carry. And it does not look for events of {@link FreshJournals}:
 * a recovery that is to read nothing still asks for the highest number. Created by the plugin, by name. Events of others
 * take the plugin's own way.
 */
final class PerdureJournalDao extends DefaultJournalDao {
    private final FreshJournals fresh;
    private final JournalWriter writer;

    PerdureJournalDao(
            JdbcBackend.DatabaseDef database,
            JdbcProfile profile,
            JournalConfig config,
            Serialization serialization,
            ExecutionContext executor,
            Materializer materializer) {
        super(database, profile, config, serialization, executor, materializer);
        fresh = StoreExtension.freshJournals(materializer.system());
        var store = (SqlStore) StoreExtension.of(materializer.system());
        writer = new JournalWriter(
                store, config.daoConfig().batchSize(), config.daoConfig().bufferSize());
        materializer.system().registerOnTermination(writer::close);
    }

    @Override
    public Future<Object> highestSequenceNr(String persistenceId, long fromSequenceNr) {
        return fresh.contains(persistenceId)
                ? Future.successful(0L)
                : super.highestSequenceNr(persistenceId, fromSequenceNr);
    }

    @Override
    public Future<Seq<Try<BoxedUnit>>> asyncWriteMessages(Seq<AtomicWrite> messages) {
        List<JournalEntry> entries = entries(messages);
        if (entries == null) {
            return super.asyncWriteMessages(messages);
        }
        var end = new End();
        writer.write(new JournalWriter.Call(entries, end));
        return end.promise.future();
    }

    /** Null when there are others among them than the kernel's. */
    private static @Nullable List<JournalEntry> entries(Seq<AtomicWrite> messages) {
        var entries = new ArrayList<JournalEntry>(1);
        for (var writes = messages.iterator(); writes.hasNext(); ) {
            for (var events = writes.next().payload().iterator(); events.hasNext(); ) {
                PersistentRepr event = events.next();
                if (!(event.payload() instanceof JournalPayload payload)) {
                    return null;
                }
                entries.add(JournalEntry.of(
                        event.persistenceId(), event.sequenceNr(), event.writerUuid(), event.timestamp(), payload));
            }
        }
        return entries;
    }

    private static final class End implements JournalWriter.Ending {
        private final Promise<Seq<Try<BoxedUnit>>> promise = Promise$.MODULE$.apply();

        @Override
        @SuppressWarnings({"unchecked", "rawtypes"}) // Nil is a Seq of anything; it says that all is well
        public void written() {
            promise.success((Seq) Nil$.MODULE$);
        }

        @Override
        public void failed(Throwable reason) {
            promise.failure(reason);
        }
    }
}
