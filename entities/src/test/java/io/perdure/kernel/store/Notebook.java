package io.perdure.kernel.store;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.Behavior;
import akka.actor.typed.javadsl.AskPattern;
import akka.actor.typed.javadsl.Behaviors;
import akka.persistence.typed.PersistenceId;
import akka.persistence.typed.javadsl.CommandHandler;
import akka.persistence.typed.javadsl.EventHandler;
import akka.persistence.typed.javadsl.EventSourcedBehavior;
import com.typesafe.config.ConfigFactory;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A persistent actor as small as can be, the only one of its actor system: it appends what it is told. */
final class Notebook extends EventSourcedBehavior<Notebook.Note, String, String> {

    /** Empty text: only read. Answered with the whole text after the write. */
    record Note(String text, ActorRef<String> replyTo) {}

    private Notebook(String persistenceId) {
        super(PersistenceId.ofUniqueId(persistenceId));
    }

    /** Taken for one that nobody has ever used. */
    static ActorSystem<Note> startFresh(Store store, String persistenceId) {
        return start(store, persistenceId, true);
    }

    static ActorSystem<Note> start(Store store, String persistenceId) {
        return start(store, persistenceId, false);
    }

    private static ActorSystem<Note> start(Store store, String persistenceId, boolean fresh) {
        // An installed store comes first, as an embedding service does it; then the persistent actor.
        Behavior<Note> behavior = Behaviors.setup(context -> {
            StoreExtension.install(context.getSystem(), store);
            if (fresh) {
                StoreExtension.freshJournals(context.getSystem()).add(persistenceId);
            }
            return new Notebook(persistenceId);
        });
        return ActorSystem.create(
                behavior,
                "notebook",
                ConfigFactory.parseResources("perdure-akka.conf")
                        .withFallback(ConfigFactory.load())
                        .resolve());
    }

    static String write(ActorSystem<Note> notebook, String text) throws Exception {
        return AskPattern.<Note, String>ask(
                        notebook, replyTo -> new Note(text, replyTo), Duration.ofSeconds(10), notebook.scheduler())
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
    }

    static void stop(ActorSystem<Note> notebook) throws Exception {
        notebook.terminate();
        notebook.getWhenTerminated().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public String journalPluginId() {
        return "perdure-journal";
    }

    @Override
    public String snapshotPluginId() {
        return "perdure-snapshots";
    }

    @Override
    public String emptyState() {
        return "";
    }

    @Override
    public CommandHandler<Note, String, String> commandHandler() {
        return newCommandHandlerBuilder()
                .forAnyState()
                .onCommand(
                        Note.class,
                        (text, note) -> note.text().isEmpty()
                                ? Effect().reply(note.replyTo(), text)
                                : Effect().persist(note.text()).thenReply(note.replyTo(), longer -> longer))
                .build();
    }

    @Override
    public EventHandler<String, String> eventHandler() {
        return newEventHandlerBuilder().forAnyState().onAnyEvent((text, added) -> text + added);
    }

    @Override
    public boolean shouldSnapshot(String state, String event, long sequenceNumber) {
        return event.endsWith("!");
    }
}
