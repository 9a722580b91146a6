package io.perdure.gateway;

import akka.NotUsed;
import akka.japi.Pair;
import akka.stream.KillSwitches;
import akka.stream.SharedKillSwitch;
import akka.stream.javadsl.Source;
import akka.util.ByteString;
import io.perdure.orchestrations.InstanceNotFoundException;
import io.perdure.orchestrations.OrchestrationClient;
import io.perdure.orchestrations.OrchestrationMetadata;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Status changes of instances as server-sent events. A stream asks its instance for the next change when its reader has taken
 * the last one, and not before: so changes fold for who is slow, nothing queues, and nobody polls. A question waits for a
 * keep-alive interval at most; whoever is gone by then is asked for no more.
 */
final class ChangeStreams {
    private static final Logger LOG = LoggerFactory.getLogger(ChangeStreams.class);
    private static final ByteString KEEP_ALIVE = ByteString.fromString(":\n\n");

    private final OrchestrationClient client;
    private final ChangeSettings settings;
    private final AtomicInteger open = new AtomicInteger();
    private final SharedKillSwitch stop = KillSwitches.shared("perdure-changes");

    ChangeStreams(OrchestrationClient client, ChangeSettings settings) {
        this.client = client;
        this.settings = settings;
    }

    private enum Next {
        /** The reader knows what there is, and hears at least that the stream is there. */
        GREET,
        SHOW,
        WAIT,
        END,
        NOTHING
    }

    /** Where a stream is, and what it has seen last. */
    private record Position(Next next, OrchestrationMetadata seen, boolean showInput) {
        Position then(Next other) {
            return new Position(other, seen, showInput);
        }

        static Position show(OrchestrationMetadata seen, boolean showInput) {
            return new Position(Next.SHOW, seen, showInput);
        }
    }

    /**
     * The events of an instance from now on.
     *
     * @param known version of the status that the reader has; what it has is not shown again
     * @throws Refusal when there are as many streams as may be
     */
    Source<ByteString, NotUsed> of(OrchestrationMetadata now, long known, boolean showInput) {
        if (open.get() >= settings.maxStreams()) {
            throw new Refusal(
                    Problem.BUSY,
                    "%d streams of changes are open (perdure.http.changes.max-streams).".formatted(open.get()));
        }
        var first = Position.show(now, showInput);
        var start = known == now.statusVersion() ? first.then(Next.GREET) : first;
        return Source.unfoldAsync(start, this::next)
                .via(stop.flow())
                // Counted while they run: an answer that nobody comes to read never does.
                .watchTermination((notUsed, end) -> {
                    open.incrementAndGet();
                    end.whenCompleteAsync((done, failure) -> open.decrementAndGet(), Runnable::run);
                    return notUsed;
                });
    }

    /** Ends all streams, and those to come; their readers go elsewhere, with what they know. */
    void stop() {
        stop.shutdown();
    }

    int open() {
        return open.get();
    }

    private CompletionStage<Optional<Pair<Position, ByteString>>> next(Position at) {
        return switch (at.next()) {
            case GREET -> emit(KEEP_ALIVE, at.then(Next.WAIT));
            case SHOW -> emit(status(at), at.then(isOver(at) ? Next.END : Next.WAIT));
            case WAIT -> change(at);
            case END -> emit(end(at), at.then(Next.NOTHING));
            case NOTHING -> Stages.done(Optional.empty());
        };
    }

    private CompletionStage<Optional<Pair<Position, ByteString>>> change(Position at) {
        var change = client.waitForChange(at.seen().instanceId(), at.seen().statusVersion(), settings.keepAlive());
        return Stages.recoverWith(
                Stages.then(change, seen -> next(Position.show(seen, at.showInput()))),
                failure -> without(at, failure));
    }

    private static CompletionStage<Optional<Pair<Position, ByteString>>> without(Position at, Throwable failure) {
        if (failure instanceof TimeoutException) {
            return emit(KEEP_ALIVE, at);
        }
        if (!(failure instanceof InstanceNotFoundException)) {
            LOG.debug(
                    "The changes of {} cannot be followed any further",
                    at.seen().instanceId(),
                    failure);
        }
        return Stages.done(Optional.empty()); // its reader comes again, and is told why
    }

    private static CompletableFuture<Optional<Pair<Position, ByteString>>> emit(ByteString event, Position then) {
        return Stages.done(Optional.of(Pair.create(then, event)));
    }

    private static boolean isOver(Position at) {
        return at.seen().status().isTerminal();
    }

    private static ByteString status(Position at) {
        return ServerSentEvent.text(
                "status", at.seen().statusVersion(), InstanceJson.status(at.seen(), at.showInput()));
    }

    private static ByteString end(Position at) {
        String body = "{\"runtimeStatus\":\"%s\"}".formatted(at.seen().status());
        return ServerSentEvent.text("end", at.seen().statusVersion(), body);
    }
}
