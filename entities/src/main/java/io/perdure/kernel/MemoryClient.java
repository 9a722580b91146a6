package io.perdure.kernel;

import io.perdure.failures.OutcomeUnknownException;
import io.perdure.kernel.store.InstanceQuery;
import io.perdure.kernel.store.InstanceRow;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The clients' side of a kernel in memory. Futures complete on the loop's thread, so that what follows from an answer
 * counts as under way. Deadlines are of virtual time.
 */
final class MemoryClient implements DurableClient {
    private final MemoryNode node;
    private final AtomicLong numbers = new AtomicLong();
    private final Set<MemoryAsk<?>> open = ConcurrentHashMap.newKeySet();
    private final Map<Long, CompletableFuture<?>> looking = new ConcurrentHashMap<>();
    private volatile @Nullable Throwable ended;

    MemoryClient(MemoryNode node) {
        this.node = node;
    }

    /** Whether anybody waits for an answer. */
    boolean isAwaited() {
        return !open.isEmpty();
    }

    /** How many have been answered so far; changes when anybody was. */
    long answered() {
        return numbers.get() - open.size() - looking.size();
    }

    @Override
    public CompletableFuture<Response> request(
            Address to, Message message, @Nullable String requestId, @Nullable Duration deadline) {
        if (message.weight() > node.settings().maxPayload()) {
            return CompletableFuture.failedFuture(
                    KernelClient.tooLarge(to, message, node.settings().maxPayload()));
        }
        long until = node.time().in(deadline == null ? node.settings().deadline() : deadline);
        return ask(
                to,
                false,
                deadline,
                (core, ask) -> core.request(new Inbox.Asked<>(message, requestId, until, ask)),
                Reply.Done.class,
                Reply.Done::response);
    }

    @Override
    public CompletableFuture<Response> create(Address to, Message message, @Nullable Duration deadline) {
        return request(to, message, null, deadline); // here there is nothing to be saved
    }

    @Override
    public CompletableFuture<@Nullable View> await(Address of, Message question, Duration atMost) {
        long end = node.time().in(atMost);
        BiConsumer<Reply, CompletableFuture<@Nullable View>> reading = (reply, future) -> {
            if (reply instanceof Reply.Viewed viewed) {
                future.complete(viewed.view());
            } else if (reply instanceof Reply.NotYet) {
                future.complete(null);
            } else {
                future.completeExceptionally(KernelClient.refusal(reply));
            }
        };
        var ask = new MemoryAsk<@Nullable View>(
                of,
                numbers.incrementAndGet(),
                true,
                (core, self) -> core.await(question, node.time().until(end), self),
                reading,
                new CompletableFuture<>());
        return send(ask, end, () -> ask.future().complete(null));
    }

    @Override
    public CompletableFuture<View> read(Address of, Message question) {
        return ask(of, true, null, (core, ask) -> core.question(question, ask), Reply.Viewed.class, Reply.Viewed::view);
    }

    @Override
    public CompletableFuture<List<InstanceRow>> query(InstanceQuery query) {
        return onLoop(() -> node.index().query(node.settings().hub(), query));
    }

    @Override
    public CompletableFuture<Map<String, Long>> count(InstanceQuery query) {
        return onLoop(() -> node.index().count(node.settings().hub(), query));
    }

    @Override
    public CompletableFuture<List<Step>> history(Address of, long before, int limit) {
        var journals = node.journals(of.kind());
        return journals == null
                ? CompletableFuture.failedFuture(KernelClient.unserved(of))
                : onLoop(() -> journals.newestFirst(of, before, limit));
    }

    @Override
    public CompletableFuture<Boolean> reclaim(Address address) {
        return erase(address, (core, ask) -> core.erase(Erasure.Wish.IF_NOTHING_IS_LEFT, ask));
    }

    @Override
    public CompletableFuture<Boolean> erase(Address address, long version) {
        return erase(address, (core, ask) -> core.erase(new Erasure.Wish(false, version), ask));
    }

    @Override
    public CompletableFuture<Boolean> erase(Address address) {
        return erase(address, (core, ask) -> core.erase(Erasure.Wish.ALWAYS, ask));
    }

    private CompletableFuture<Boolean> erase(
            Address address, BiConsumer<DurableCore<?, ?, MemoryAsk<?>>, MemoryAsk<?>> saying) {
        return ask(address, false, null, saying, Reply.Erased.class, Reply.Erased::done);
    }

    private <A extends Reply, T> CompletableFuture<T> ask(
            Address to,
            boolean repeatable,
            @Nullable Duration deadline,
            BiConsumer<DurableCore<?, ?, MemoryAsk<?>>, MemoryAsk<?>> saying,
            Class<A> expected,
            Function<A, T> value) {
        Duration patience = deadline == null ? node.settings().deadline() : deadline;
        BiConsumer<Reply, CompletableFuture<T>> reading = (reply, future) -> {
            if (expected.isInstance(reply)) {
                future.complete(value.apply(expected.cast(reply)));
            } else {
                future.completeExceptionally(KernelClient.refusal(reply));
            }
        };
        var ask =
                new MemoryAsk<>(to, numbers.incrementAndGet(), repeatable, saying, reading, new CompletableFuture<>());
        return send(
                ask,
                node.time().in(patience),
                () -> ask.future().completeExceptionally(KernelClient.late(to, patience, new TimeoutException())));
    }

    private <T extends @Nullable Object> CompletableFuture<T> send(MemoryAsk<T> ask, long end, Runnable tooLate) {
        if (!node.serves(ask.to().kind())) {
            return CompletableFuture.failedFuture(KernelClient.unserved(ask.to()));
        }
        open.add(ask);
        boolean sent = node.loop().post(() -> {
            var alarm = node.time().set(end, tooLate);
            var unused = ask.future().whenComplete((answer, failure) -> {
                open.remove(ask);
                node.time().cancel(alarm);
            });
            node.ask(ask.to(), ask);
        });
        if (!sent) {
            open.remove(ask);
            ask.future().completeExceptionally(whyEnded());
        }
        return ask.future();
    }

    private <T> CompletableFuture<T> onLoop(Supplier<T> question) {
        var answer = new CompletableFuture<T>();
        long number = numbers.incrementAndGet();
        looking.put(number, answer);
        boolean sent = node.loop().post(() -> {
            answer.complete(question.get());
            looking.remove(number);
        });
        if (!sent) {
            answer.completeExceptionally(whyEnded());
        }
        return answer;
    }

    /** What was not answered before a crash is unknown; what changes nothing is asked again. */
    void crashed() {
        var all = new ArrayList<>(open);
        all.sort(Comparator.comparingLong(MemoryAsk::number));
        for (var ask : all) {
            if (ask.repeatable()) {
                node.ask(ask.to(), ask);
            } else {
                ask.future()
                        .completeExceptionally(new OutcomeUnknownException(
                                "%s crashed before it answered: the request may have run.".formatted(ask.to())));
            }
        }
    }

    /** Nobody gets an answer any more. */
    void end(Throwable why) {
        ended = why;
        giveUp(whyEnded());
        looking.values().forEach(one -> one.completeExceptionally(whyEnded()));
    }

    /** Who waits now waits in vain. */
    void giveUp(RuntimeException why) {
        open.forEach(ask -> ask.future().completeExceptionally(why));
    }

    private IllegalStateException whyEnded() {
        var why = ended;
        return new IllegalStateException(
                why == null ? "The kernel in memory is closed." : String.valueOf(why.getMessage()), why);
    }
}
