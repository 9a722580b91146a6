package io.perdure.orchestrations.internal.activities;

import akka.actor.typed.ActorRef;
import io.perdure.orchestrations.internal.Activities.Result;
import io.perdure.orchestrations.internal.activities.BorrowedCalls.Borrowed;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.stream.Collectors;

/** Runs calls of other nodes, and tells them what this node has and has free. Belongs to {@link ActivityNode}. */
final class Worker {
    /** A change by this part of all places is worth a message. */
    private static final int WORTH_TELLING = 8;

    private final ActorRef<ActivityWire> self;
    private final LocalActivities local;
    private final Set<String> names;
    private final long tellAgainNanos;
    private final BiConsumer<ActorRef<ActivityWire>, ActivityWire> network;
    private final BiConsumer<BorrowedCalls.Key, Result> ended;
    private final BorrowedCalls borrowed = new BorrowedCalls();
    private int reported;
    private boolean draining;

    /** @param ended called on any thread; must lead to {@link #ended} on the actor's */
    Worker(
            ActorRef<ActivityWire> self,
            LocalActivities local,
            ActivitySettings settings,
            BiConsumer<ActorRef<ActivityWire>, ActivityWire> network,
            BiConsumer<BorrowedCalls.Key, Result> ended) {
        this.self = self;
        this.local = local;
        this.names = local.known().stream()
                .map(name -> name.toLowerCase(Locale.ROOT))
                .collect(Collectors.toSet());
        this.tellAgainNanos = settings.askAgain().toNanos();
        this.network = network;
        this.ended = ended;
        this.reported = free();
    }

    void on(ActivityWire.Run run) {
        var key = new BorrowedCalls.Key(run.owner(), run.number());
        Borrowed known = borrowed.find(key);
        if (known != null) {
            answer(known);
        } else if (draining || !local.knows(run.call().name())) {
            network.accept(run.owner(), new ActivityWire.Returned(run.number(), self));
        } else {
            borrowed.begin(key, local.submit(run.call(), result -> ended.accept(key, result)));
            network.accept(run.owner(), new ActivityWire.Accepted(List.of(run.number()), self));
        }
    }

    void ended(BorrowedCalls.Key key, Result result) {
        if (borrowed.ended(key, result, System.nanoTime())) {
            tell(key, result);
        }
    }

    private void tell(BorrowedCalls.Key key, Result result) {
        network.accept(key.owner(), new ActivityWire.Ended(key.number(), result, free(), self));
    }

    private void answer(Borrowed call) {
        Result result = call.result();
        if (result != null) {
            tell(call.key(), result);
        } else {
            network.accept(
                    call.key().owner(),
                    new ActivityWire.Accepted(List.of(call.key().number()), self));
        }
    }

    void on(ActivityWire.Confirmed confirmed) {
        borrowed.remove(new BorrowedCalls.Key(confirmed.owner(), confirmed.number()));
    }

    void on(ActivityWire.Abandoned abandoned) {
        Borrowed call = borrowed.remove(new BorrowedCalls.Key(abandoned.owner(), abandoned.number()));
        if (call != null) {
            call.attempt().abandon();
        }
    }

    void on(ActivityWire.Inquiry inquiry) {
        var here = new ArrayList<Long>();
        for (long number : inquiry.numbers()) {
            Borrowed call = borrowed.find(new BorrowedCalls.Key(inquiry.owner(), number));
            if (call == null) {
                network.accept(inquiry.owner(), new ActivityWire.Returned(number, self));
            } else if (call.result() == null) {
                here.add(number);
            } else {
                answer(call);
            }
        }
        if (!here.isEmpty()) {
            network.accept(inquiry.owner(), new ActivityWire.Accepted(here, self));
        }
    }

    /** Results that nobody has confirmed. */
    void tellAgain(Set<ActorRef<ActivityWire>> others) {
        long now = System.nanoTime();
        for (Borrowed call : borrowed.unconfirmed(now - tellAgainNanos)) {
            Result result = call.result();
            if (result != null) {
                ended(call.key(), result);
            }
        }
        reportTo(others);
    }

    /** The owner is gone, and its instances ask elsewhere: nobody waits here. */
    void lost(ActorRef<ActivityWire> owner) {
        borrowed.removeAll(owner).forEach(call -> call.attempt().abandon());
    }

    void introduceTo(ActorRef<ActivityWire> other, boolean answer) {
        network.accept(other, new ActivityWire.Introduction(draining ? Set.of() : names, free(), answer, self));
    }

    /** Tells of free places if that has changed enough to matter to anybody. */
    void report(Set<ActorRef<ActivityWire>> others) {
        int free = free();
        boolean turned = (free > 0) != (reported > 0);
        boolean changed = Math.abs(free - reported) * WORTH_TELLING >= local.places();
        if (turned || (free > 0 && changed)) {
            reportTo(others);
        }
    }

    private void reportTo(Set<ActorRef<ActivityWire>> others) {
        reported = free();
        others.forEach(other -> network.accept(other, new ActivityWire.Places(reported, self)));
    }

    /** Takes no more, and gives back what has not begun. */
    void drain(Set<ActorRef<ActivityWire>> others) {
        draining = true;
        others.forEach(other -> introduceTo(other, false));
        for (Borrowed call : borrowed.unfinished()) {
            if (local.withdraw(call.attempt())) {
                borrowed.remove(call.key());
                network.accept(
                        call.key().owner(), new ActivityWire.Returned(call.key().number(), self));
            }
        }
    }

    private int free() {
        return draining ? 0 : local.free();
    }
}
