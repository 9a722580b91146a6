package io.perdure.gateway.campaign;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.BitSet;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Looks for an order of the operations on one object that keeps to real time and explains all answers (Wing and Gong), and
 * looks at each set of operations with each state once (Lowe). Operations of unknown outcome may come at any time after
 * their beginning, or never.
 */
final class Linearizability<S> {
    /** Beyond, a history counts as undecided, which is reported too. A point takes some 100 bytes. */
    private static final int MAX_POINTS = 1_000_000;

    private final Model<S> model;
    private final List<Operation> operations;
    private final BitSet answered = new BitSet();
    private final Deque<Point<S>> open = new ArrayDeque<>();
    private final Set<Point<S>> seen = new HashSet<>();
    private Point<S> furthest;

    private record Point<S>(BitSet done, S state) {}

    private Linearizability(Model<S> model, List<Operation> history) {
        this.model = model;
        operations = history.stream()
                .filter(operation -> operation.outcome() != Outcome.REFUSED)
                .sorted(Comparator.comparing(Operation::invoked))
                .toList();
        for (int i = 0; i < operations.size(); i++) {
            answered.set(i, operations.get(i).outcome() == Outcome.ACKNOWLEDGED);
        }
        furthest = new Point<>(new BitSet(), model.initial());
        reach(furthest);
    }

    /** Why there is no such order; empty when there is one. */
    static <S> Optional<String> violation(Model<S> model, List<Operation> operations) {
        return new Linearizability<>(model, operations).search();
    }

    private Optional<String> search() {
        while (!open.isEmpty()) {
            Point<S> point = open.pop();
            if (isExplained(point)) {
                return Optional.empty();
            }
            if (seen.size() > MAX_POINTS) {
                return Optional.of("undecided after %d points, %s".formatted(seen.size(), stop()));
            }
            expand(point);
        }
        return Optional.of(stop());
    }

    private void expand(Point<S> point) {
        Instant horizon = firstEnd(point.done());
        for (int i = point.done().nextClearBit(0);
                i < operations.size();
                i = point.done().nextClearBit(i + 1)) {
            if (operations.get(i).invoked().isAfter(horizon)) {
                return; // another one was over before it began, and so will all that follow be
            }
            @Nullable S after = model.step(point.state(), operations.get(i));
            if (after != null) {
                var done = (BitSet) point.done().clone();
                done.set(i);
                reach(new Point<>(done, after));
            }
        }
    }

    private void reach(Point<S> point) {
        if (seen.add(point)) {
            open.push(point);
            if (point.done().cardinality() > furthest.done().cardinality()) {
                furthest = point;
            }
        }
    }

    private boolean isExplained(Point<S> point) {
        var left = (BitSet) answered.clone();
        left.andNot(point.done());
        return left.isEmpty();
    }

    /** When the first of the others was over: none that began later can come next. */
    private Instant firstEnd(BitSet done) {
        Instant first = Instant.MAX;
        for (int i = done.nextClearBit(0); i < operations.size(); i = done.nextClearBit(i + 1)) {
            if (operations.get(i).invoked().isAfter(first)) {
                break;
            }
            Instant end = operations.get(i).effectiveBy();
            first = end.isBefore(first) ? end : first;
        }
        return first;
    }

    private String stop() {
        Operation next = IntStream.range(0, operations.size())
                .filter(i -> !furthest.done().get(i))
                .mapToObj(operations::get)
                .min(Comparator.comparing(Operation::effectiveBy))
                .orElseThrow();
        return "at most %d of %d operations are explained, then the state is %s; next is %s"
                .formatted(furthest.done().cardinality(), operations.size(), furthest.state(), next);
    }
}
