package io.perdure.kernel;

import akka.actor.typed.ActorRef;
import akka.actor.typed.ActorSystem;
import akka.actor.typed.javadsl.AskPattern;
import io.perdure.failures.BusyException;
import io.perdure.failures.OutcomeUnknownException;
import io.perdure.failures.PerdureException;
import io.perdure.failures.RefusedException;
import io.perdure.failures.StoreUnavailableException;
import io.perdure.kernel.store.InstanceIndex;
import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceRow;
import io.perdure.kernel.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The clients' side of the kernel. */
final class KernelClient implements DurableClient {
    /** Runs a callback where it is: the default of Akka's stages is a thread of its own each on small machines. */
    private static final Executor HERE = Runnable::run;

    /** For the next life of an instance to begin. */
    private static final Duration ASK_AGAIN_AFTER = Duration.ofMillis(100);

    private final ActorSystem<?> system;
    private final KernelSettings settings;
    private final Post post;
    private final Store store;
    private final IndexWriter writer;
    private final Executor blocking;
    private final Map<String, KernelCodec<?, ?>> codecs;
    private final UnderWay underWay;
    private final Set<Waiting> awaiting = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    KernelClient(
            ActorSystem<?> system,
            KernelSettings settings,
            Post post,
            Store store,
            IndexWriter writer,
            Executor blocking,
            UnderWay underWay,
            Map<String, KernelCodec<?, ?>> codecs) {
        this.system = system;
        this.settings = settings;
        this.post = post;
        this.store = store;
        this.writer = writer;
        this.blocking = blocking;
        this.underWay = underWay;
        this.codecs = Map.copyOf(codecs);
    }

    /** Nothing is sent any more, and who waits for something to come about waits in vain. */
    void close() {
        closed = true;
        awaiting.forEach(Waiting::abandon);
    }

    /** Whether requests wait for their answer. */
    boolean isAnyUnderWay() {
        return underWay.hasRequests();
    }

    @Override
    public CompletableFuture<Response> request(
            Address to, Message message, @Nullable String requestId, @Nullable Duration deadline) {
        return request(to, message, requestId, deadline, false);
    }

    private CompletableFuture<Response> request(
            Address to, Message message, @Nullable String requestId, @Nullable Duration deadline, boolean fresh) {
        if (message.weight() > settings.maxPayload()) {
            return CompletableFuture.failedFuture(tooLarge(to, message, settings.maxPayload()));
        }
        Duration patience = deadline == null ? settings.deadline() : deadline;
        return ask(
                to,
                patience,
                replyTo -> new Command.Request(message, requestId, patience.toMillis(), fresh, replyTo),
                Reply.Done.class,
                Reply.Done::response);
    }

    @Override
    public CompletableFuture<Response> create(Address to, Message message, @Nullable Duration deadline) {
        return request(to, message, null, deadline, true);
    }

    @Override
    public CompletableFuture<@Nullable View> await(Address of, Message question, Duration atMost) {
        var waiting = new Waiting(of, question, System.nanoTime() + atMost.toNanos());
        awaiting.add(waiting);
        waiting.ask();
        return waiting.answer;
    }

    /** Asks, and asks again after a while: the instance that was asked may have crashed or moved. */
    private final class Waiting {
        private final Address of;
        private final Message question;
        private final long end;
        final CompletableFuture<@Nullable View> answer = new CompletableFuture<>();

        Waiting(Address of, Message question, long end) {
            this.of = of;
            this.question = question;
            this.end = end;
        }

        void ask() {
            long leftMillis = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            long patience =
                    Math.max(0, Math.min(leftMillis, settings.askAgainAfter().toMillis()));
            tell(
                    of,
                    patience == 0 ? settings.deadline() : Duration.ofMillis(patience),
                    replyTo -> new Command.Await(question, patience, replyTo),
                    (reply, failure) -> {
                        if (failure instanceof TimeoutException && patience > 0 && patience < leftMillis) {
                            ask();
                        } else {
                            end(reply, failure);
                        }
                    });
        }

        private void end(@Nullable Reply reply, @Nullable Throwable failure) {
            awaiting.remove(this);
            if (reply instanceof Reply.Viewed viewed) {
                answer.complete(viewed.view());
            } else if (reply instanceof Reply.NotYet || failure instanceof TimeoutException) {
                answer.complete(null);
            } else {
                answer.completeExceptionally(failure == null ? refusal(reply) : failure);
            }
        }

        void abandon() {
            answer.completeExceptionally(closed("Nobody waits for %s any more".formatted(of)));
        }
    }

    @Override
    public CompletableFuture<View> read(Address of, Message question) {
        return ask(
                of, null, replyTo -> new Command.Question(question, replyTo), Reply.Viewed.class, Reply.Viewed::view);
    }

    @Override
    public CompletableFuture<List<InstanceRow>> query(InstanceQuery query) {
        return ofIndex(index -> index.query(settings.hub(), query));
    }

    @Override
    public CompletableFuture<Map<String, Long>> count(InstanceQuery query) {
        return ofIndex(index -> index.count(settings.hub(), query));
    }

    private <T> CompletableFuture<T> ofIndex(Function<InstanceIndex, T> question) {
        try {
            store.checkWrites(); // nothing is flushed
        } catch (StoreUnavailableException away) {
            return CompletableFuture.failedFuture(away);
        }
        var flushed = writer.flush().completeOnTimeout(null, settings.deadline().toMillis(), TimeUnit.MILLISECONDS);
        return flushed.thenApplyAsync(done -> question.apply(store.index()), blocking);
    }

    @Override
    public CompletableFuture<List<Step>> history(Address of, long before, int limit) {
        var codec = codecs.get(of.kind());
        if (codec == null) {
            return CompletableFuture.failedFuture(unserved(of));
        }
        String id = JournalActor.persistenceId(settings.hub(), of);
        return CompletableFuture.supplyAsync(
                () -> store.journal().newestFirst(id, before, limit).stream()
                        .map(row -> step(codec, row.sequenceNumber(), row.payload()))
                        .toList(),
                blocking);
    }

    private static Step step(KernelCodec<?, ?> codec, long version, byte[] payload) {
        var event = codec.decodeEvent(payload);
        return new Step(version, Instant.ofEpochMilli(event.at()), event.delta());
    }

    @Override
    public CompletableFuture<Boolean> reclaim(Address address) {
        return erase(address, Erasure.Wish.IF_NOTHING_IS_LEFT);
    }

    @Override
    public CompletableFuture<Boolean> erase(Address address, long version) {
        return version == 0 // never had a step
                ? CompletableFuture.completedFuture(false)
                : erase(address, new Erasure.Wish(false, version));
    }

    @Override
    public CompletableFuture<Boolean> erase(Address address) {
        return erase(address, Erasure.Wish.ALWAYS);
    }

    private CompletableFuture<Boolean> erase(Address address, Erasure.Wish wish) {
        return ask(address, null, replyTo -> new Command.Erase(wish, replyTo), Reply.Erased.class, Reply.Erased::done);
    }

    private <A extends Reply, T> CompletableFuture<T> ask(
            Address to,
            @Nullable Duration deadline,
            Function<ActorRef<Reply>, Command.Wire> command,
            Class<A> expected,
            Function<A, T> value) {
        Duration patience = deadline == null ? settings.deadline() : deadline;
        var answer = new CompletableFuture<T>();
        tell(to, patience, command, (reply, failure) -> {
            if (expected.isInstance(reply)) {
                answer.complete(value.apply(expected.cast(reply)));
            } else {
                answer.completeExceptionally(failure == null ? refusal(reply) : late(to, patience, failure));
            }
        });
        return answer;
    }

    /** One message there, one back; there again when it seems to be lost, see {@link Resender}. */
    private void tell(
            Address to,
            Duration patience,
            Function<ActorRef<Reply>, Command.Wire> command,
            BiConsumer<@Nullable Reply, @Nullable Throwable> back) {
        var region = post.region(to.kind());
        if (closed) {
            back.accept(null, closed("Nothing was sent to " + to));
        } else if (region == null) {
            back.accept(null, unserved(to));
        } else {
            long now = System.nanoTime();
            long until = now + patience.toNanos();
            var sent = new AtomicReference<Asking>();
            var answer = AskPattern.<Envelope, Reply>ask(
                    region,
                    replyTo -> {
                        var envelope = new Envelope(to, command.apply(replyTo));
                        sent.set(new Asking(envelope, region, now, until));
                        return envelope;
                    },
                    patience,
                    system.scheduler());
            var asking = Objects.requireNonNull(sent.get(), "asked at once");
            underWay.begin(asking);
            answer.whenCompleteAsync(
                    (reply, failure) -> {
                        if (asking.mayJoin(reply, System.nanoTime())) {
                            askAgain(to, until, command, back, asking);
                        } else {
                            underWay.end(asking);
                            back.accept(reply, failure);
                        }
                    },
                    HERE);
        }
    }

    private void askAgain(
            Address to,
            long until,
            Function<ActorRef<Reply>, Command.Wire> command,
            BiConsumer<@Nullable Reply, @Nullable Throwable> back,
            Asking before) {
        Runnable again = () -> {
            tell(to, Duration.ofNanos(Math.max(1, until - System.nanoTime())), command, back);
            underWay.end(before);
        };
        system.scheduler().scheduleOnce(ASK_AGAIN_AFTER, again, system.executionContext());
    }

    private static IllegalStateException closed(String so) {
        return new IllegalStateException("Perdure is closed. %s.".formatted(so));
    }

    static IllegalArgumentException tooLarge(Address to, Message message, long most) {
        return new IllegalArgumentException(
                "Message '%s' to %s of %d characters (expected: at most %d, perdure.payload.max-size)."
                        .formatted(message.name(), to, message.weight(), most));
    }

    static PerdureException refusal(@Nullable Reply reply) {
        if (reply instanceof Reply.Busy busy) {
            return new BusyException(busy.why());
        } else if (reply instanceof Reply.Unavailable unavailable) {
            return new StoreUnavailableException(unavailable.why(), null);
        } else if (reply instanceof Reply.Unknown unknown) {
            return new OutcomeUnknownException(unknown.why());
        } else if (reply instanceof Reply.Refused refused) {
            return new RefusedException(refused.why());
        }
        return new PerdureException("Unexpected reply %s".formatted(reply));
    }

    static Throwable late(Address to, Duration patience, Throwable failure) {
        return failure instanceof TimeoutException
                ? new OutcomeUnknownException(
                        "No answer from %s within %s: the request may have run, or may still run. Retry with the same request id."
                                .formatted(to, patience))
                : failure;
    }

    static IllegalArgumentException unserved(Address to) {
        return new IllegalArgumentException(
                "No logic of kind '%s' runs in this cluster (asked for %s).".formatted(to.kind(), to));
    }
}
