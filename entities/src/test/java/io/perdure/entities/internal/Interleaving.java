package io.perdure.entities.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.perdure.entities.EntityId;
import io.perdure.kernel.Address;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Origin;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Response;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * One seeded history of a few orchestrations and clients at one entity. Its batches are cut at random and their limit is
 * small; after each of them it must have done a beginning of what {@link LockModel} has done with the same messages.
 */
final class Interleaving {

    private static final EntityId DIARY = EntityId.of("diary", "d");

    /** An orchestration, and the lock that it has asked for. */
    private static final class Owner {
        final Address address;

        @Nullable
        Lock lock;

        boolean holds;

        Owner(int number) {
            address = EntityFixture.orchestration("o" + number);
        }
    }

    private final Random random;
    private final UnaryOperator<EntityState> planted;
    private final LockModel model = new LockModel();
    private final List<Incoming> inbox = new ArrayList<>();
    private final List<Owner> owners = List.of(new Owner(0), new Owner(1), new Owner(2));
    private final Map<Long, String> asked = new HashMap<>();
    private final EntityFixture entity;
    private int number;

    /** @param planted what a bug makes of the state after each step */
    Interleaving(long seed, UnaryOperator<EntityState> planted) {
        this.random = new Random(seed);
        this.planted = planted;
        // Every operation signals what it was: so the messages of a step show in which order all happened.
        this.entity = EntityFixture.of(context -> {
                    String label = context.input(String.class);
                    context.signal(DIARY, "ran", label);
                    return label;
                })
                .with(new EntitySettings(
                        1 + random.nextInt(6), true, true, 1_000, 1_000, 10_000, Duration.ofMinutes(1)));
    }

    void run() {
        for (int i = 0; i < 60; i++) {
            if (random.nextInt(3) == 0) {
                step(random.nextInt(inbox.size() + 1));
            } else {
                someoneActs();
            }
        }
        while (!inbox.isEmpty() || entity.wantsStep() || owners.stream().anyMatch(owner -> owner.lock != null)) {
            owners.forEach(this::unlock);
            step(inbox.size());
        }
        assertThat(trace()).isEqualTo(model.trace);
        assertThat(model.isAtRest()).isTrue();
        assertThat(entity.state.locks()).as("what is left").isNull();
        assertThat(asked).as("calls without an answer").isEmpty();
    }

    private void someoneActs() {
        String label = '"' + "op" + number++ + '"';
        if (random.nextInt(3) == 0) {
            clientActs(label);
            return;
        }
        Owner owner = owners.get(random.nextInt(owners.size()));
        int dice = random.nextInt(6);
        if (owner.lock == null && dice < 4) {
            owner.lock = new Lock(owner.address, "c" + number);
            inbox.add(EntityFixture.lock(owner.address, owner.lock.callId()));
        } else if (owner.lock != null && (dice == 0 || (owner.holds && dice < 3))) {
            unlock(owner);
        } else if (dice == 5) {
            inbox.add(EntityFixture.unlock(owner.address, "never-asked-for"));
        } else if (owner.lock == null || owner.holds) {
            // Between request and grant an orchestration must not use the entity (E-82, E-85).
            inbox.add(
                    random.nextBoolean()
                            ? EntityFixture.signalFrom(owner.address, "do", label)
                            : EntityFixture.callFrom(owner.address, "c" + number, "do", label));
        }
    }

    private void clientActs(String label) {
        if (random.nextBoolean()) {
            inbox.add(EntityFixture.signal("do", label));
        } else {
            asked.put((long) number, label);
            inbox.add(EntityFixture.callOf(null, number, "do", label));
        }
    }

    private void unlock(Owner owner) {
        if (owner.lock != null) {
            inbox.add(EntityFixture.unlock(owner.address, owner.lock.callId()));
            owner.lock = null;
            owner.holds = false;
        }
    }

    private void step(int most) {
        if (most == 0 && !entity.wantsStep()) {
            return;
        }
        List<Incoming> batch = List.copyOf(inbox.subList(0, most));
        Outcome.Done<EntityDelta> done = entity.done(batch.toArray(Incoming[]::new));
        inbox.subList(0, done.consumed()).clear();
        for (int i = 0; i < done.consumed(); i++) {
            model.accept(batch.get(i));
            if (batch.get(i).origin() instanceof Origin.Client client) {
                answered(client.ticket(), done.responses().get(i));
            }
        }
        done.late().forEach(late -> answered(late.ticket(), late.response()));
        List<String> trace = trace();
        int behind = entity.wantsStep() ? Math.max(0, model.trace.size() - trace.size()) : 0;
        assertThat(trace).isEqualTo(model.trace.subList(0, model.trace.size() - behind));
        entity.state = planted.apply(entity.state);
        owners.forEach(owner -> owner.holds =
                owner.lock != null && entity.grants().contains(owner.address.key() + '/' + owner.lock.callId()));
    }

    private void answered(long ticket, Response response) {
        if (ticket != 0 && !response.equals(Response.LATER)) {
            assertThat(response.result()).isEqualTo(asked.remove(ticket));
        }
    }

    private List<String> trace() {
        var trace = new ArrayList<String>();
        for (var out : entity.outgoing) {
            if (out.message().verb().equals("granted")) {
                trace.add(LockModel.granted(new Lock(out.to(), out.message().name())));
            } else if (out.message().verb().equals("signal")) {
                trace.add("ran " + out.message().body());
            }
        }
        return trace;
    }
}
