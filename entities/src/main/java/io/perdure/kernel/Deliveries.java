package io.perdure.kernel;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Sends what the {@link Courier} decides, from one instance. Not thread-safe. */
final class Deliveries {
    private final Address self;
    private final Courier courier;
    private final Effects<?, ?, ?> effects;

    Deliveries(Address self, Courier.Settings settings, Effects<?, ?, ?> effects) {
        this.self = self;
        this.courier = new Courier(settings);
        this.effects = effects;
    }

    void recovered(Outbox outbox) {
        send(courier.recovered(outbox, effects.now()));
    }

    /** A step sets out for the journal. */
    void committing() {
        courier.committing();
    }

    void committed(Outbox outbox, Collection<Address> destinations, Map<Address, Long> settled) {
        send(courier.committed(outbox, destinations, settled, effects.now()));
    }

    void acknowledged(Address by, long upTo) {
        var next = courier.acknowledged(by, upTo, effects.now());
        if (next != null) {
            send(List.of(next));
        }
    }

    /** See {@link Courier#mustClear}. */
    boolean mustClear(Address by, long floor) {
        return courier.mustClear(by, floor);
    }

    void resendOverdue() {
        send(courier.overdue(effects.now()));
    }

    long nextResend() {
        return courier.nextResend();
    }

    Map<Address, Long> unrecorded() {
        return courier.unrecorded();
    }

    boolean isBusy() {
        return courier.isBusy();
    }

    /** Tells those who may forget this instance; in an order that every run of a simulation repeats. */
    void allowForgetting() {
        new TreeMap<>(courier.takeTellable()).forEach((to, upTo) -> effects.send(to, new Command.Forget(self, upTo)));
    }

    private void send(List<Courier.Delivery> deliveries) {
        for (var delivery : deliveries) {
            effects.send(delivery.to(), new Command.Deliver(self, delivery.cleared(), delivery.messages()));
        }
    }
}
