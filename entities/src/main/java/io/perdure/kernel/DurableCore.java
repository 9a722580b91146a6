package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The durable actor without the actor: inbox → step → one journal row → replies and outbox. Decides everything and does
 * nothing itself; see {@link Effects}. Not thread-safe; its owner calls one method at a time.
 *
 * @param <R> where a client's answer goes
 */
final class DurableCore<S, D, R> {

    private enum Phase {
        /** The journal is being read, or waits to be read again. */
        LOADING,
        READY,
        /** The logic works on a batch. */
        STEPPING,
        /** The step's event is on its way to the journal. */
        COMMITTING,
        /** Committed; the index must know before anyone is answered. */
        INDEXING,
        ERASING
    }

    private record Ask<R>(Message question, R replyTo) {}

    private final Address self;
    private final DurableLogic<S, D> logic;
    private final KernelSettings settings;
    private final Effects<S, D, R> effects;
    private final Inbox<R> inbox;
    private final Courier courier;
    private final RowKeeper rows;

    private Phase phase = Phase.LOADING;
    private DurableState<S> state;
    private long version;
    private int lost;
    private @Nullable Taken<R> stepping;
    /** Holds repetitions, whose acknowledgement waits for the index. */
    private @Nullable Taken<R> repeated;

    private @Nullable Flight<D, R> flight;
    private final List<Ask<R>> questions = new ArrayList<>();
    private final Set<Address> forgettable = new HashSet<>();
    private boolean flushWanted;
    private long notBefore;
    private @Nullable R eraser;
    private boolean eraseAlways;
    private boolean eraseWanted;

    DurableCore(Address self, DurableLogic<S, D> logic, KernelSettings settings, Effects<S, D, R> effects) {
        this.self = self;
        this.logic = logic;
        this.settings = settings;
        this.effects = effects;
        this.inbox = new Inbox<>(settings.inbox());
        this.courier = new Courier(settings.courier());
        this.rows = new RowKeeper(self, settings.forgetAfter());
        this.state = DurableState.initial(logic.initial(self));
    }

    // --- from outside ------------------------------------------------------------------------------------------------

    void request(Message message, @Nullable String requestId, R replyTo) {
        if (phase == Phase.LOADING && lost > 0) {
            effects.reply(replyTo, new Reply.Unavailable("The journal of %s cannot be reached.".formatted(self)));
        } else if (inbox.offer(new Inbox.Asked<>(message, requestId, replyTo))) {
            advance();
        } else {
            effects.reply(
                    replyTo,
                    new Reply.Busy("%d requests wait at %s (perdure.kernel.inbox).".formatted(inbox.size(), self)));
        }
    }

    void question(Message question, R replyTo) {
        if (phase != Phase.LOADING || version > 0) {
            answer(question, replyTo);
        } else if (lost > 0) {
            effects.reply(replyTo, new Reply.Unavailable("The journal of %s cannot be reached.".formatted(self)));
        } else {
            questions.add(new Ask<>(question, replyTo));
        }
    }

    void deliver(Address from, long cleared, List<Numbered> messages) {
        forgettable.remove(from);
        inbox.offer(from, cleared, messages);
        advance();
    }

    void acknowledged(Address by, long upTo) {
        var next = courier.acknowledged(by, upTo, effects.now());
        if (next != null) {
            send(List.of(next));
        }
    }

    void mustClear(Address by, long floor) {
        if (courier.mustClear(by, floor)) {
            flushWanted = true;
            advance();
        }
    }

    void mayForget(Address from, long upTo) {
        var mark = state.inbound().mark(from);
        if (mark != null && mark.last() == upTo) {
            forgettable.add(from);
        }
    }

    void wake() {
        if (phase == Phase.READY && rows.isReclaimable(state, summary(), effects.now())) {
            erase(false, null);
        } else {
            advance();
        }
    }

    void erase(boolean always, @Nullable R replyTo) {
        if (phase == Phase.LOADING && lost > 0 && replyTo != null) {
            effects.reply(replyTo, new Reply.Unavailable("The journal of %s cannot be reached.".formatted(self)));
            return;
        }
        if (eraser != null && replyTo != null) {
            effects.reply(replyTo, new Reply.Busy("%s is being erased already.".formatted(self)));
            return;
        }
        eraser = replyTo;
        eraseAlways = always;
        eraseWanted = true;
        advance();
    }

    // --- answers to effects ------------------------------------------------------------------------------------------

    void ready(DurableState<S> recovered, long recoveredVersion) {
        lost = 0;
        state = recovered;
        version = recoveredVersion;
        phase = Phase.READY;
        questions.forEach(ask -> answer(ask.question(), ask.replyTo()));
        questions.clear();
        forgettable.addAll(state.inbound()
                .heardBefore(effects.now() - settings.forgetAfter().toMillis()));
        if (flight != null) {
            resolve(flight);
        } else {
            send(courier.recovered(state.outbox(), effects.now()));
            advance();
        }
    }

    void stepped(Outcome<D> outcome) {
        var taken = stepping;
        if (phase != Phase.STEPPING || taken == null) {
            return;
        }
        stepping = null;
        if (outcome instanceof Outcome.Done<D> done) {
            inbox.putBack(taken, done.consumed());
            commit(taken, done);
        } else if (outcome instanceof Outcome.Refused<D> refused) {
            refuse(taken, refused);
        }
    }

    void committed(DurableState<S> after, long newVersion) {
        var done = flight;
        if (phase != Phase.COMMITTING || done == null) {
            return;
        }
        state = after;
        version = newVersion;
        forgettable.removeAll(done.event().forgotten());
        InstanceRow row = rows.row(state, version, summary(), false);
        boolean confirm = rows.mustConfirm(row);
        effects.index(row, confirm);
        if (confirm) {
            phase = Phase.INDEXING;
        } else {
            release(done);
        }
    }

    void indexed() {
        var done = flight;
        var repetitions = repeated;
        if (phase == Phase.INDEXING && done != null) {
            release(done);
        } else if (phase == Phase.INDEXING && repetitions != null) {
            repeated = null;
            phase = Phase.READY;
            work(repetitions);
        }
    }

    /** The journal failed, at reading or writing; what it has of a write under way is not known. */
    void journalLost() {
        lost++;
        var interrupted = stepping;
        if (interrupted != null) {
            stepping = null;
            inbox.putBack(interrupted, 0);
        }
        phase = Phase.LOADING;
        var why = new Reply.Unavailable("The journal of %s cannot be reached.".formatted(self));
        putBackRepeated(why);
        inbox.drainRequests(request -> effects.reply(request.replyTo(), why));
        questions.forEach(ask -> effects.reply(ask.replyTo(), why));
        questions.clear();
        if (flight == null && !courier.isBusy()) {
            effects.leave();
        }
    }

    void erased(boolean done) {
        if (phase == Phase.ERASING) {
            if (done) {
                state = DurableState.initial(logic.initial(self)); // nobody reads what is no more
                version = 0;
            }
            if (eraser != null) {
                effects.reply(eraser, new Reply.Erased(done));
                eraser = null;
            }
            phase = Phase.LOADING; // what comes now waits for the next life
            effects.leave();
        }
    }

    // --- time --------------------------------------------------------------------------------------------------------

    /** Resends what is overdue. */
    void resend() {
        send(courier.overdue(effects.now()));
    }

    /** Epoch milliseconds of the next resend; {@link Long#MAX_VALUE} for none. */
    long nextResend() {
        return courier.nextResend();
    }

    /** Epoch milliseconds at which {@link #wake} is wanted; {@link Long#MAX_VALUE} for never. */
    long nextWake() {
        Instant at = version == 0 ? null : summary().wakeAt();
        return at == null ? Long.MAX_VALUE : Math.max(notBefore, at.toEpochMilli());
    }

    /**
     * Nothing came for a while: records what is lazily recorded, tells others what they may forget, and leaves when
     * nothing keeps the instance here.
     */
    void idle() {
        if (phase != Phase.READY || !inbox.isEmpty() || courier.isBusy()) {
            return;
        }
        if (!courier.unrecorded().isEmpty() || !forgettable.isEmpty()) {
            flushWanted = true;
            advance();
            return;
        }
        courier.takeTellable().forEach((to, upTo) -> effects.send(to, new Command.Forget(self, upTo)));
        if (nextWake() - effects.now() > settings.keepLiveBelow().toMillis()) {
            if (version > 0) {
                effects.index(rows.row(state, version, summary(), true), false);
            }
            effects.leave();
        }
    }

    /** Clients' requests that no step has taken; they are safe to send elsewhere. */
    void giveBack(Consumer<Inbox.Asked<R>> to) {
        if (stepping != null) {
            inbox.putBack(stepping, 0);
            stepping = null;
        }
        inbox.drainRequests(to);
    }

    /** What else waits for an answer of this instance's next life: questions, and who wants it erased. */
    void giveBackRest(BiConsumer<Message, R> question, BiConsumer<Boolean, R> erase) {
        questions.forEach(ask -> question.accept(ask.question(), ask.replyTo()));
        questions.clear();
        if (eraser != null) {
            erase.accept(eraseAlways, eraser);
            eraser = null;
        }
    }

    /** Clients whose step is on its way to the journal, with an end that will not be seen. */
    void abandon() {
        var why = new Reply.Unknown("%s moved or stopped while the request was being committed.".formatted(self));
        putBackRepeated(why);
        if (flight != null) {
            flight.answerAll(effects, why);
            flight = null;
        }
    }

    boolean isBetweenSteps() {
        return phase == Phase.READY || (phase == Phase.LOADING && flight == null);
    }

    int backlog() {
        return inbox.size();
    }

    int losses() {
        return lost;
    }

    // --- the loop ----------------------------------------------------------------------------------------------------

    private void advance() {
        if (phase != Phase.READY) {
            return;
        }
        if (eraseWanted) {
            beginErase();
            return;
        }
        var taken = inbox.take(state, settings.maxBatch());
        if (taken.hasRepetitions() && !rows.isKnown()) {
            // Whoever accepted what is repeated here may have died before the index had it.
            repeated = taken;
            phase = Phase.INDEXING;
            InstanceRow row = rows.row(state, version, summary(), false);
            rows.mustConfirm(row);
            effects.index(row, true);
        } else {
            work(taken);
        }
    }

    private void work(Taken<R> taken) {
        taken.answered.forEach((to, response) -> effects.reply(to, new Reply.Done(response)));
        taken.duplicates.forEach((from, last) -> effects.send(from, new Command.Acknowledge(self, last)));
        taken.mustClear.forEach(from ->
                effects.send(from, new Command.MustClear(self, state.inbound().floor())));
        long now = effects.now();
        if (!taken.incoming.isEmpty() || nextWake() <= now) {
            phase = Phase.STEPPING;
            stepping = taken;
            effects.step(new Batch<>(state.logic(), Instant.ofEpochMilli(now), List.copyOf(taken.incoming)));
        } else if (flushWanted) {
            commit(taken, new Outcome.Done<>(0, null, List.of(), List.of()));
        }
    }

    private void putBackRepeated(Reply toRepetitions) {
        var taken = repeated;
        if (taken != null) {
            repeated = null;
            taken.answered.keySet().forEach(to -> effects.reply(to, toRepetitions));
            inbox.putBack(taken, 0);
        }
    }

    private void commit(Taken<R> taken, Outcome.Done<D> done) {
        flushWanted = false;
        notBefore = 0;
        long now = Math.max(effects.now(), state.updatedAt());
        flight = Flight.of(taken, done, state, version, effects.randomId(), now, courier.unrecorded(), forgettable);
        phase = Phase.COMMITTING;
        effects.persist(flight.event());
    }

    private void refuse(Taken<R> taken, Outcome.Refused<D> refused) {
        var reply = new Reply.Done(Response.failed(refused.why()));
        for (R to : taken.replyTo) {
            if (to != null) {
                effects.reply(to, reply);
            }
        }
        notBefore = refused.retryAt().toEpochMilli();
        phase = Phase.READY;
        advance();
    }

    private void release(Flight<D, R> done) {
        flight = null;
        phase = Phase.READY;
        done.answer(effects);
        done.event().accepted().forEach((from, last) -> effects.send(from, new Command.Acknowledge(self, last)));
        send(courier.committed(state.outbox(), done.destinations(), done.event().settled(), effects.now()));
        advance();
    }

    /** After a reload: what became of the write that was under way? */
    private void resolve(Flight<D, R> doubtful) {
        if (version == doubtful.version() - 1) {
            // Not there, or not yet there: the same row again. If both arrive, the journal takes one of two equals.
            phase = Phase.COMMITTING;
            effects.persist(doubtful.event());
        } else if (state.isStep(doubtful.event().stepId(), doubtful.version(), version)) {
            phase = Phase.COMMITTING;
            var deliveries = courier.recovered(state.outbox(), effects.now());
            committed(state, version);
            send(deliveries);
        } else {
            flight = null;
            if (state.remembers(doubtful.version(), version)) {
                inbox.putBack(doubtful.taken(), 0); // another owner wrote there, so ours never did
            } else {
                doubtful.answerAll(
                        effects, new Reply.Unknown("The journal of %s has moved on too far to tell.".formatted(self)));
            }
            send(courier.recovered(state.outbox(), effects.now()));
            advance();
        }
    }

    private void beginErase() {
        eraseWanted = false;
        boolean may = version > 0
                && (eraseAlways || (inbox.isEmpty() && rows.isReclaimable(state, summary(), effects.now())));
        if (may) {
            phase = Phase.ERASING;
            effects.erase();
        } else {
            if (eraser != null) {
                effects.reply(eraser, new Reply.Erased(false));
                eraser = null;
            }
            advance();
        }
    }

    private Summary summary() {
        return logic.summarise(state.logic());
    }

    private void answer(Message question, R replyTo) {
        var view = new DurableClient.View(
                logic.read(state.logic(), question), version, Instant.ofEpochMilli(state.updatedAt()), inbox.size());
        effects.reply(replyTo, new Reply.Viewed(view));
    }

    private void send(List<Courier.Delivery> deliveries) {
        for (var delivery : deliveries) {
            effects.send(delivery.to(), new Command.Deliver(self, delivery.cleared(), delivery.messages()));
        }
    }
}
