package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A core whose effects are written down; the test plays the world, one call at a time. */
final class PlayedCore implements Effects<Tally.State, Tally.Delta, String> {
    final DurableCore<Tally.State, Tally.Delta, String> core;
    final List<Command.Wire> sent = new ArrayList<>();
    final List<String> replies = new ArrayList<>();
    /** What the logic's live side heard, and in between what clients did. */
    final List<String> told = new ArrayList<>();

    final List<StepEvent<Tally.Delta>> written = new ArrayList<>();

    @Nullable
    Batch<Tally.State> batch;

    DurableState<Tally.State> state = Kit.newState();
    long version;
    long now = 1_700_000_000_000L;
    boolean left;

    /** The version at which it is being erased. */
    @Nullable
    Long erased;

    /** What the index was told last. */
    @Nullable
    InstanceRow row;

    /** What was written to the index together with the last step. */
    @Nullable
    InstanceRow attached;

    PlayedCore() {
        this(Tally.LOGIC);
    }

    PlayedCore(Tally logic) {
        core = new DurableCore<>(Kit.A, logic, Settings.with(2, 10, Simulation.FORGET_AFTER), this);
    }

    /** Reads the journal as it is. */
    PlayedCore load() {
        core.ready(state, version);
        return this;
    }

    void ask(Message message, @Nullable String requestId, String client) {
        core.request(new Inbox.Asked<>(message, requestId, now + 1_000, client));
    }

    void deliver(Address from, long... numbers) {
        core.deliver(from, 0, Kit.numbered(numbers));
    }

    /** The logic takes the whole batch and does nothing with it. */
    void step(Outgoing... outgoing) {
        int size = batch.incoming().size();
        core.stepped(new Outcome.Done<>(
                size,
                null,
                batch.incoming().stream().map(one -> Response.ACCEPTED).toList(),
                List.of(outgoing)));
    }

    /** The logic takes the whole batch and begins some work. */
    void change(String work) {
        core.stepped(outcome(work));
    }

    Outcome<Tally.Delta> outcome(String work) {
        int size = batch.incoming().size();
        return new Outcome.Done<>(
                size,
                new Tally.Delta(List.of(), 0, List.of(new Tally.Work(work, 0, null, work)), false),
                batch.incoming().stream().map(one -> Response.ACCEPTED).toList(),
                List.of());
    }

    /** What was written last lands, and the core hears of it. */
    void commit() {
        land();
        core.committed(state, version);
    }

    void land() {
        version++;
        state = state.after(written.get(written.size() - 1), Tally.LOGIC, Simulation.SETTINGS.limits());
    }

    /** Another owner writes the next version. */
    void otherOwnerWrites(Map<Address, Long> accepted) {
        version++;
        var event =
                new StepEvent<Tally.Delta>(-version, now, accepted, List.of(), null, 0, List.of(), Map.of(), List.of());
        state = state.after(event, Tally.LOGIC, Simulation.SETTINGS.limits());
    }

    List<Address> forgottenLast() {
        return written.get(written.size() - 1).forgotten();
    }

    @Override
    public long now() {
        return now;
    }

    @Override
    public long randomId() {
        return written.size() + 1;
    }

    @Override
    public void step(Batch<Tally.State> next) {
        batch = next;
    }

    @Override
    public void loaded(Tally.State logic) {
        told.add("loaded" + working(logic));
    }

    @Override
    public void committed(Tally.State logic, Tally.Delta delta) {
        told.add("committed" + working(logic));
    }

    private static String working(Tally.State logic) {
        return logic.working().isEmpty()
                ? ""
                : " " + logic.working().stream().map(Tally.Work::result).toList();
    }

    @Override
    public void persist(Write<Tally.State, Tally.Delta> write) {
        written.add(write.event());
        attached = write.row();
    }

    @Override
    public void index(InstanceRow row) {
        this.row = row;
    }

    @Override
    public void send(Address to, Command.Wire command) {
        sent.add(command);
    }

    @Override
    public void ask(Tally.State state, Message question, String to, Function<Response, Reply> reply) {
        told.add("asked");
        reply(to, reply.apply(Response.ACCEPTED));
    }

    @Override
    public void reply(String to, Reply reply) {
        replies.add(to + ": " + reply.getClass().getSimpleName());
        told.add(replies.get(replies.size() - 1));
    }

    @Override
    public void erase(long version) {
        erased = version;
    }

    @Override
    public void leave() {
        left = true;
    }
}
