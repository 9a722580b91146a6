package io.perdure.orchestrations.internal.activities;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;
import org.pcollections.HashTreePMap;
import org.pcollections.PMap;

/**
 * The other nodes, as far as they are known. Immutable.
 *
 * @param <N> how a node is addressed
 */
record Peers<N>(PMap<N, Peer> nodes) {

    /**
     * What is known of a node.
     *
     * @param names of its activities, in lower case
     * @param free places, as it said last, less what it has been given since
     */
    record Peer(Set<String> names, int free) {
        boolean has(String name) {
            return names.contains(name);
        }
    }

    static <N> Peers<N> none() {
        return new Peers<>(HashTreePMap.empty());
    }

    boolean knows(N node) {
        return nodes.containsKey(node);
    }

    Peers<N> introduced(N node, Set<String> names, int free) {
        return new Peers<>(nodes.plus(node, new Peer(Set.copyOf(names), free)));
    }

    /** It says so; without effect when it has not been introduced. */
    Peers<N> withFree(N node, int free) {
        Peer peer = nodes.get(node);
        return peer == null ? this : new Peers<>(nodes.plus(node, new Peer(peer.names(), free)));
    }

    /** It has been given a call. Counted at once, so that a burst does not all go to the node that spoke last. */
    Peers<N> given(N node) {
        return withFree(node, free(node) - 1);
    }

    Peers<N> without(N node) {
        return new Peers<>(nodes.minus(node));
    }

    int free(N node) {
        Peer peer = nodes.get(node);
        return peer == null ? 0 : peer.free();
    }

    boolean has(N node, String name) {
        Peer peer = nodes.get(node);
        return peer != null && peer.has(name);
    }

    boolean anyFree() {
        return nodes.values().stream().anyMatch(peer -> peer.free() > 0);
    }

    /** A node with that activity and a free place. */
    Optional<N> free(String name, RandomGenerator random) {
        return better(
                nodes.entrySet().stream()
                        .filter(node ->
                                node.getValue().free() > 0 && node.getValue().has(name))
                        .map(Map.Entry::getKey)
                        .toList(),
                random);
    }

    /** A node with that activity, free or not. */
    Optional<N> having(String name, RandomGenerator random) {
        return better(
                nodes.entrySet().stream()
                        .filter(node -> node.getValue().has(name))
                        .map(Map.Entry::getKey)
                        .toList(),
                random);
    }

    /**
     * The one of two random ones with more free places: nearly as even as the best of all, while owners that decide at
     * the same time do not all decide for the same.
     */
    private Optional<N> better(List<N> candidates, RandomGenerator random) {
        if (candidates.isEmpty()) {
            return Optional.empty();
        }
        int first = random.nextInt(candidates.size());
        if (candidates.size() == 1) {
            return Optional.of(candidates.get(first));
        }
        int second = (first + 1 + random.nextInt(candidates.size() - 1)) % candidates.size();
        N one = candidates.get(first);
        N other = candidates.get(second);
        return Optional.of(free(one) >= free(other) ? one : other);
    }
}
