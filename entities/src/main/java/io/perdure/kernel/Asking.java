package io.perdure.kernel;

import akka.actor.typed.ActorRef;
import org.jspecify.annotations.Nullable;

/**
 * What a client of this node has asked and waits for, and what may be sent in its place when the answer stays away: the
 * owner may have died with it, or the network may have lost it. Immutable but for the time of the last sending.
 */
final class Asking {
    private final Envelope first;
    private final ActorRef<Envelope> region;
    private final long untilNanos;
    private volatile long sentNanos;

    /** @param untilNanos when the client gives up, as {@link System#nanoTime} counts */
    Asking(Envelope first, ActorRef<Envelope> region, long nowNanos, long untilNanos) {
        this.first = first;
        this.region = region;
        this.untilNanos = untilNanos;
        this.sentNanos = nowNanos;
    }

    /** Whether the client waits for an outcome, and not for something to come about, which may never be. */
    boolean isRequest() {
        return !(first.command() instanceof Command.Await);
    }

    long millisSince(long nowNanos) {
        return (nowNanos - sentNanos) / 1_000_000;
    }

    void sendAgain(long nowNanos) {
        long left = (untilNanos - nowNanos) / 1_000_000;
        if (left > 0) {
            sentNanos = nowNanos;
            region.tell(new Envelope(first.to(), again(first.command(), left)));
        }
    }

    /** Whether the client should ask once more, since a repetition joins what became of the request. */
    boolean mayJoin(@Nullable Reply reply, long nowNanos) {
        return reply instanceof Reply.Unknown
                && first.command() instanceof Command.Request request
                && request.requestId() != null
                && untilNanos - nowNanos > 0;
    }

    /**
     * The same once more, where that does nothing twice: what only reads, and requests with an id, which the journal
     * knows. Of anything else only the fate can be asked.
     */
    static Command.Wire again(Command.Wire command, long leftMillis) {
        if (command instanceof Command.Request request) {
            return request.requestId() == null
                    ? new Command.Seek(request.replyTo())
                    : new Command.Request(request.message(), request.requestId(), leftMillis, false, request.replyTo());
        } else if (command instanceof Command.Await await) {
            long patience = await.patienceMillis() == 0 ? 0 : leftMillis;
            return new Command.Await(await.message(), patience, await.replyTo());
        } else if (command instanceof Command.Erase erase) {
            return new Command.Seek(erase.replyTo());
        }
        return command;
    }
}
