package io.perdure.kernel;

import akka.actor.typed.ActorRef;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Finds the shard region of a kind. Thread-safe. */
final class Post {
    private final Map<String, ActorRef<Envelope>> regions = new ConcurrentHashMap<>();

    void open(String kind, ActorRef<Envelope> region) {
        regions.put(kind, region);
    }

    /** Sends, or drops when no node role of this system knows the kind: durable senders go on trying. */
    void send(Address to, Command.Wire command) {
        var region = regions.get(to.kind());
        if (region != null) {
            region.tell(new Envelope(to, command));
        }
    }

    Collection<ActorRef<Envelope>> regions() {
        return List.copyOf(regions.values());
    }

    @Nullable
    ActorRef<Envelope> region(String kind) {
        return regions.get(kind);
    }
}
