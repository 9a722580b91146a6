package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The life of a step: from the inbox through the logic and the journal to replies and deliveries; and what becomes of a
 * step whose end was not seen. The inner half of {@link DurableCore}. Not
 * thread-safe.
 *
 * @param <R> where a client's answer goes
 */
abstract class StepLoop<S, D, R> extends LiveInstance<S, D, R> {

    private static final int STEPS_BETWEEN_EXPIRIES = 4096;

    Phase phase = Phase.LOADING;
    int lost;

    @Nullable
    Taken<R> stepping;

    @Nullable
    Flight<D, R> flight;

    /** Whether the write under way failed before, in a way that leaves open what became of it. */
    private boolean inDoubt;

    /** Whether the logic's live side is to hear what was read, once it is known what became of a doubtful step. */
    private boolean reloaded;

    boolean flushWanted;
    long notBefore;
    long wakeWanted;

    /** Whether the waker has come since the journal was read: the index shows something to do. */
    boolean found;

    /** The row that goes to the index together with the step under way. */
    private @Nullable InstanceRow attached;

    StepLoop(Address self, DurableLogic<S, D> logic, KernelSettings settings, Effects<S, D, R> effects) {
        super(self, logic, settings, effects);
    }

    /** Something may be due, says an index row of that version; 0 for the instance's own timer. */
    abstract void wake(long rowVersion);

    /** Erases the instance if it may go, and else goes on. Between steps. */
    abstract void erase(Erasure.Wish wish);

    void ready(DurableState<S> recovered, long recoveredVersion) {
        if (phase != Phase.LOADING) {
            return;
        }
        lost = 0;
        reloaded = true;
        boolean begun = recoveredVersion > 0;
        become(
                begun
                        ? recovered
                        : recovered.notYetBegun(
                                effects.now(), settings.forgetAfter().toMillis()),
                recoveredVersion);
        phase = Phase.READY;
        questions.drain(this::answerOfState);
        answerAwaits();
        senders.reloaded(state.inbound(), horizon());
        if (flight != null) {
            resolve(flight);
        } else {
            begin();
        }
    }

    private void begin() {
        if (version > 0 && wakeWanted > 0) {
            effects.index(rows.found(state, version, summary()));
        }
        phase = Phase.READY;
        deliveries.recovered(state.outbox());
        liveSideIsHere();
        advance();
        if (wakeWanted > 0) {
            long rowVersion = wakeWanted;
            wakeWanted = 0;
            found = true;
            wake(rowVersion);
        }
    }

    /** A question to the live side waits until that has heard where the journal is. */
    private void answerOfState(Message question, R replyTo) {
        if (logic.isForLiveSide(question)) {
            questions.add(question, replyTo);
        } else {
            answer(question, replyTo);
        }
    }

    /** Live side and journal are at the same place. */
    private void liveSideIsHere() {
        if (reloaded) {
            reloaded = false;
            effects.loaded(state.logic());
        }
        questions.drain(this::answer);
    }

    void stepped(Outcome<D> outcome) {
        var taken = stepping;
        if (phase != Phase.STEPPING || taken == null) {
            return;
        }
        stepping = null;
        if (outcome instanceof Outcome.Done<D> done) {
            inbox.putBack(taken, done.consumed());
            if (version == 0 && !flushWanted && done.consumed() > 0 && taken.leavesNothing(done)) {
                answerUnwritten(taken, done);
            } else {
                commit(taken, done);
            }
        } else if (outcome instanceof Outcome.Refused<D> refused) {
            refuse(taken, refused);
        }
    }

    void committed(DurableState<S> after, long newVersion) {
        var done = flight;
        if (phase != Phase.COMMITTING || done == null) {
            return;
        }
        become(after, newVersion);
        senders.committed(done.event());
        if (version % STEPS_BETWEEN_EXPIRIES == 0) {
            senders.expire(state.inbound(), horizon());
        }
        index();
        release(done);
    }

    private void index() {
        if (attached != null) {
            rows.note(attached);
            attached = null;
        } else if (rows.isKnown()) {
            InstanceRow row = rows.row(state, version, summary());
            if (rows.note(row)) {
                effects.index(row);
            }
        } else {
            effects.index(
                    rows.found(state, version, summary())); // its end was not seen, and the rest of it is not known
        }
    }

    /** The journal failed, and it is certain that nothing of the write that this ended is in it, or will be. */
    void writeRefused() {
        var refused = flight;
        if (refused != null && phase == Phase.COMMITTING && !inDoubt) {
            flight = null;
            inbox.putBackUnwritten(refused.taken(), refused.consumed());
        }
        journalLost();
    }

    /** The journal failed, at reading or writing; what it has of a write under way is not known. */
    void journalLost() {
        if (phase == Phase.ERASING) {
            return; // nothing is read or written any more; the end of the erasure is what counts
        }
        lost++;
        inDoubt = flight != null;
        var interrupted = stepping;
        if (interrupted != null) {
            stepping = null;
            inbox.putBack(interrupted, 0);
        }
        phase = Phase.LOADING;
        attached = null;
        found = false;
        rows.forget();
        var why = unavailable();
        inbox.drainRequests(request -> effects.reply(request.replyTo(), why));
        questions.drain((question, replyTo) -> effects.reply(replyTo, why));
        if (version == 0 // else what is known can still be read here
                && flight == null
                && inbox.isEmpty()
                && !isWaitedFor()
                && !deliveries.isBusy()
                && !summary().busy()) {
            effects.leave();
        }
    }

    /** Epoch milliseconds at which {@link #wake} is wanted; {@link Long#MAX_VALUE} for never. */
    long nextWake() {
        Instant at = version == 0 ? null : summary().wakeAt();
        if (at == null && !inbox.hasHeld()) {
            return Long.MAX_VALUE;
        }
        long due = at == null || inbox.hasHeld() ? notBefore : Math.max(notBefore, at.toEpochMilli());
        return phase == Phase.READY || due > effects.now() ? due : Long.MAX_VALUE; // else READY looks by itself
    }

    void advance() {
        if (phase != Phase.READY) {
            return;
        }
        var wish = erasure.wanted();
        if (wish != null) {
            erase(wish);
            return;
        }
        long now = effects.now();
        boolean tooEarly = inbox.hasOnlyHeld() && now < notBefore;
        var taken = tooEarly ? new Taken<R>() : inbox.take(state, senders.demanded(), settings.maxBatch());
        taken.answered.forEach((to, response) -> effects.reply(to, new Reply.Done(response)));
        taken.joining.forEach(asked -> unanswered.add(new Origin.Client(asked.requestId()), asked));
        taken.duplicates.forEach((from, last) -> effects.send(from, new Command.Acknowledge(self, last)));
        taken.mustClear.forEach(from -> {
            long floor = senders.demand(from, state.inbound().floor());
            effects.send(from, new Command.MustClear(self, floor));
        });
        if (!taken.incoming.isEmpty() || nextWake() <= now) {
            phase = Phase.STEPPING;
            stepping = taken;
            effects.step(new Batch<>(state.logic(), Instant.ofEpochMilli(now), List.copyOf(taken.incoming)));
        } else if (flushWanted) {
            commit(taken, new Outcome.Done<>(0, null, List.of(), List.of()));
        }
    }

    private void commit(Taken<R> taken, Outcome.Done<D> done) {
        flushWanted = false;
        notBefore = 0;
        long now = Math.max(effects.now(), state.updatedAt());
        flight = Flight.of(
                taken, done, state, version, effects.randomId(), now, deliveries.unrecorded(), senders.forgettable());
        persist(flight);
    }

    /**
     * An instance that never was stays that way: whoever asks it for what only an instance can do would else leave a row in the
     * journal and one in the index for each name that they make up.
     */
    private void answerUnwritten(Taken<R> taken, Outcome.Done<D> done) {
        notBefore = 0;
        phase = Phase.READY;
        for (int i = 0; i < done.consumed(); i++) {
            taken.answer(effects, i, new Reply.Done(done.responses().get(i)));
        }
        advance();
    }

    private void persist(Flight<D, R> next) {
        var after = state.after(next.event(), logic, settings.limits());
        attached = rows.findsAnyway() ? null : rows.urgent(after, next.version(), foresee(after), effects.now());
        deliveries.committing();
        phase = Phase.COMMITTING;
        effects.persist(new Write<>(next.event(), after, attached));
    }

    private void refuse(Taken<R> taken, Outcome.Refused<D> refused) {
        taken.answerAll(effects, new Reply.Refused(refused.why()));
        inbox.hold(taken);
        inbox.dropDeliveries(taken.accepted(taken.incoming.size()).keySet());
        notBefore = refused.retryAt().toEpochMilli();
        phase = Phase.READY;
        advance();
    }

    private void release(Flight<D, R> done) {
        flight = null;
        inDoubt = false;
        phase = Phase.READY;
        done.answer(effects, unanswered);
        done.event().accepted().forEach((from, last) -> effects.send(from, new Command.Acknowledge(self, last)));
        deliveries.committed(state.outbox(), done.destinations(), done.event().settled());
        D delta = done.event().delta();
        if (delta != null) {
            effects.committed(state.logic(), delta);
        }
        liveSideIsHere();
        answerAwaits();
        advance();
    }

    /** After a reload: what became of the write that was under way? */
    private void resolve(Flight<D, R> doubtful) {
        if (version == doubtful.version() - 1) {
            // Not there, or not yet there: the same row again. If both arrive, the journal takes one of two equals.
            persist(doubtful);
        } else if (state.isStep(doubtful.event().stepId(), doubtful.version(), version)) {
            phase = Phase.COMMITTING;
            deliveries.recovered(state.outbox());
            committed(state, version);
        } else {
            flight = null;
            inDoubt = false;
            if (state.remembers(doubtful.version(), version)) {
                inbox.putBackUnwritten(doubtful.taken(), doubtful.consumed()); // another owner wrote; ours never landed
            } else {
                doubtful.answerAll(
                        effects, new Reply.Unknown("The journal of %s has moved on too far to tell.".formatted(self)));
            }
            begin();
        }
    }
}
