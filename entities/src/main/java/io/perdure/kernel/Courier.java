package io.perdure.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.pcollections.PVector;

/**
 * Delivers the outbox: at most one delivery in flight per destination, holding everything unacknowledged for it, resent
 * with growing pauses until it is acknowledged. The memory of the deliveries themselves; what it loses in a crash the
 * outbox brings back. Actor-free, not thread-safe.
 */
final class Courier {

    /** A bundle of messages for one destination. */
    record Delivery(Address to, long cleared, List<Numbered> messages) {}

    /** Pauses between resends, and how much one delivery carries. */
    record Settings(long firstResendMillis, long lastResendMillis, int maxMessages, int maxWeight) {}

    private static final class Lane {
        long acknowledged;
        long inFlight;
        int attempts;
        long resendAt = Long.MAX_VALUE;
        long cleared;
        /** Floor to clear with the next commit to begin; 0 for none. */
        long clearing;
        /** Floor to clear with the commit under way; 0 for none. */
        long proving;

        boolean isFlying() {
            return inFlight > acknowledged;
        }
    }

    private final Settings settings;
    private final Map<Address, Lane> lanes = new HashMap<>();
    private final Map<Address, Long> tellable = new HashMap<>();
    private Outbox outbox = Outbox.EMPTY;

    Courier(Settings settings) {
        this.settings = settings;
    }

    /** Begins anew from a recovered outbox: everything in it is to be delivered, again or for the first time. */
    List<Delivery> recovered(Outbox recovered, long now) {
        lanes.clear();
        outbox = recovered;
        return committed(recovered, recovered.pending().keySet(), Map.of(), now);
    }

    /** A step is on its way to the journal. Only one that sets out after the demand proves what was demanded. */
    void committing() {
        for (Lane lane : lanes.values()) {
            lane.proving = Math.max(lane.proving, lane.clearing);
            lane.clearing = 0;
        }
    }

    /** A step is durable: its messages may leave, its acknowledgements are recorded, its lanes are cleared. */
    List<Delivery> committed(Outbox now, Collection<Address> touched, Map<Address, Long> settled, long time) {
        outbox = now;
        var deliveries = new ArrayList<Delivery>();
        settled.forEach((to, number) -> {
            if (!outbox.pending().containsKey(to)) {
                lanes.remove(to);
                tellable.put(to, number);
            }
        });
        for (Address to : touched) {
            if (outbox.pending().containsKey(to)) {
                tellable.remove(to);
                lanes.computeIfAbsent(to, any -> new Lane());
                add(deliveries, deliver(to, time, false));
            }
        }
        lanes.forEach((to, lane) -> {
            if (lane.proving > 0) {
                lane.cleared = lane.proving;
                lane.proving = 0;
                add(deliveries, deliver(to, time, true));
            }
        });
        return deliveries;
    }

    /** A destination has journaled everything up to a number; what waited behind may leave. */
    @Nullable
    Delivery acknowledged(Address by, long upTo, long now) {
        Lane lane = lanes.get(by);
        if (lane == null || upTo <= lane.acknowledged) {
            return null;
        }
        lane.acknowledged = upTo;
        if (lane.isFlying()) {
            return null; // part of the flight only; the rest is on its way or will be resent
        }
        lane.attempts = 0;
        lane.resendAt = Long.MAX_VALUE;
        return deliver(by, now, false);
    }

    /**
     * A destination takes messages up to {@code floor} for possible duplicates.
     *
     * @return whether there are such messages: then a commit is needed, which proves that this copy of the sender is
     *     not a stale one, and after it they are sent again as cleared
     */
    boolean mustClear(Address to, long floor) {
        Lane lane = lanes.get(to);
        if (lane == null
                || lane.cleared >= floor
                || outbox.after(to, lane.acknowledged).isEmpty()) {
            return false;
        }
        lane.clearing = Math.max(lane.clearing, floor);
        return true;
    }

    /** Deliveries whose acknowledgement is overdue. */
    List<Delivery> overdue(long now) {
        var deliveries = new ArrayList<Delivery>();
        lanes.forEach((to, lane) -> {
            if (lane.isFlying() && lane.resendAt <= now) {
                add(deliveries, deliver(to, now, true));
            }
        });
        return deliveries;
    }

    /** When {@link #overdue} has something next; {@link Long#MAX_VALUE} for never. */
    long nextResend() {
        long next = Long.MAX_VALUE;
        for (Lane lane : lanes.values()) {
            if (lane.isFlying()) {
                next = Math.min(next, lane.resendAt);
            }
        }
        return next;
    }

    /** Acknowledgements that the journal does not have yet. */
    Map<Address, Long> unrecorded() {
        var all = new HashMap<Address, Long>();
        lanes.forEach((to, lane) -> {
            PVector<Numbered> pending = outbox.pending().get(to);
            if (pending != null && pending.get(0).number() <= lane.acknowledged) {
                all.put(to, lane.acknowledged);
            }
        });
        return all;
    }

    /** Whether anything is unacknowledged. */
    boolean isBusy() {
        for (Address to : outbox.pending().keySet()) {
            Lane lane = lanes.get(to);
            if (!outbox.after(to, lane == null ? 0 : lane.acknowledged).isEmpty()) {
                return true;
            }
        }
        return false;
    }

    /** Destinations that may forget this sender, each with the last number it accepted. Given once. */
    Map<Address, Long> takeTellable() {
        var all = new TreeMap<>(tellable); // any order that is the same in every run
        tellable.clear();
        return all;
    }

    boolean hasTellable() {
        return !tellable.isEmpty();
    }

    private @Nullable Delivery deliver(Address to, long now, boolean again) {
        Lane lane = lanes.get(to);
        if (lane == null || (lane.isFlying() && !again)) {
            return null;
        }
        List<Numbered> messages = cut(outbox.after(to, lane.acknowledged));
        if (messages.isEmpty()) {
            return null;
        }
        lane.inFlight =
                Math.max(lane.inFlight, messages.get(messages.size() - 1).number());
        long pause = settings.firstResendMillis() << Math.min(lane.attempts++, 20);
        lane.resendAt = now + Math.min(pause, settings.lastResendMillis());
        return new Delivery(to, lane.cleared, messages);
    }

    private List<Numbered> cut(PVector<Numbered> messages) {
        int count = 0;
        long weight = 0;
        while (count < messages.size() && count < settings.maxMessages()) {
            weight += messages.get(count).message().weight();
            if (count > 0 && weight > settings.maxWeight()) {
                break;
            }
            count++;
        }
        return List.copyOf(messages.subList(0, count));
    }

    private static void add(List<Delivery> deliveries, @Nullable Delivery delivery) {
        if (delivery != null) {
            deliveries.add(delivery);
        }
    }
}
