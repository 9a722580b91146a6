package io.perdure.kernel;

import io.perdure.failures.FailureDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * The logic of the simulation: writes down every operation that it applies, so that a checker can tell afterwards which
 * took effect, how often and in which order. Operations are {@code count}, {@code forward} (counts, and sends on),
 * {@code nap} (counts, and wants to be woken), {@code work} (counts, and has the live side do something; the
 * client is answered when its {@code result} is counted) and {@code vanish} (counts, and leaves no residue).
 */
class Tally implements DurableLogic<Tally.State, Tally.Delta> {
    static final Tally LOGIC = new Tally();

    private static final int DEEPEST_FORWARD = 3;
    private static final String FRESH = "fresh";

    /**
     * One operation that took effect.
     *
     * @param token names the operation, unique in a history
     * @param from the durable sender; null for a client's
     * @param nonce unlike in any other step; part of the client's answer
     */
    record Applied(String token, @Nullable String from, long nonce, List<Sent> sent) {
        Applied {
            sent = sent == null ? List.of() : List.copyOf(sent);
        }

        String answer() {
            return "\"%s#%d\"".formatted(token, nonce);
        }
    }

    /** A message that an operation sent. */
    record Sent(String to, String token) {}

    /**
     * Work that has no result yet.
     *
     * @param result names the result
     * @param ticket of the client, or 0
     */
    record Work(String result, long ticket, @Nullable String requestId, String answer) {}

    /** @param working work that has no result yet */
    record State(List<Applied> log, long wakeAt, List<Work> working) {
        State {
            working = working == null ? List.of() : List.copyOf(working);
            log = log == null ? List.of() : List.copyOf(log);
        }
    }

    record Delta(List<Applied> applied, long wakeAt, List<Work> working, boolean vanish) {
        Delta(List<Applied> applied, long wakeAt, boolean vanish) {
            this(applied, wakeAt, List.of(), vanish);
        }

        Delta {
            working = working == null ? List.of() : List.copyOf(working);
            applied = applied == null ? List.of() : List.copyOf(applied);
        }
    }

    /** How a logic misbehaves within its rights. */
    record Moods(double refuses, double takesAPart) {}

    @Override
    public String kind() {
        return "tally";
    }

    @Override
    public Class<State> stateType() {
        return State.class;
    }

    @Override
    public Class<Delta> deltaType() {
        return Delta.class;
    }

    @Override
    public State initial(Address self) {
        return new State(List.of(), 0, List.of());
    }

    @Override
    public State apply(State state, Delta delta) {
        if (delta.vanish()) {
            return initial(null);
        }
        var log = new ArrayList<>(state.log());
        log.addAll(delta.applied());
        return new State(log, delta.wakeAt(), delta.working());
    }

    @Override
    public Summary summarise(State state) {
        return new Summary(
                state.log().isEmpty() ? FRESH : "used",
                state.wakeAt() == 0 ? null : Instant.ofEpochMilli(state.wakeAt()),
                null,
                !state.log().isEmpty(),
                !state.working().isEmpty());
    }

    @Override
    public Response read(State state, Message question) {
        return Response.of(Integer.toString(state.log().size()));
    }

    /** A question waits for as many operations as its name says. */
    @Override
    public boolean isAnswerable(State state, Message question) {
        return state.log().size() >= Integer.parseInt(question.name());
    }

    @Override
    public boolean isForLiveSide(Message question) {
        return question.verb().equals("ask");
    }

    @Override
    public Stepper<State, Delta> open(Address self, Inlet inlet) {
        throw new UnsupportedOperationException("The simulation steps by itself.");
    }

    /** What a batch does; as undecided as any user's code. */
    static Outcome<Delta> step(
            Address self, Batch<State> batch, Moods moods, List<Address> everybody, SplittableRandom random) {
        long now = batch.now().toEpochMilli();
        if (random.nextDouble() < moods.refuses()) {
            return new Outcome.Refused<>(
                    FailureDetails.of("Refused", "not in the mood", false),
                    batch.now().plusMillis(300));
        }
        int size = batch.incoming().size();
        int consumed = random.nextDouble() < moods.takesAPart() ? random.nextInt(size + 1) : size;
        var applied = new ArrayList<Applied>();
        var responses = new ArrayList<Response>();
        var late = new ArrayList<Outcome.Late>();
        var outgoing = new ArrayList<Outgoing>();
        var working = new ArrayList<>(batch.state().working());
        long wakeAt = batch.state().wakeAt();
        if (wakeAt > 0 && wakeAt <= now) {
            applied.add(forward("woke-%s-%d".formatted(self, wakeAt), null, 0, outgoing, everybody, random));
            wakeAt = 0;
        }
        boolean vanish = false;
        for (Incoming one : batch.incoming().subList(0, consumed)) {
            String verb = one.message().verb();
            if (one.origin() instanceof Origin.Self) {
                var done = working.stream()
                        .filter(work -> work.result().equals(one.message().name()))
                        .findFirst();
                done.ifPresent(work ->
                        late.add(new Outcome.Late(work.ticket(), work.requestId(), Response.of(work.answer()))));
                if (!done.map(working::remove).orElse(false)) {
                    responses.add(Response.ACCEPTED); // known already
                    continue;
                }
            }
            String from = one.origin() instanceof Origin.Durable durable
                    ? durable.from().text()
                    : null;
            var done = verb.equals("forward")
                    ? forward(one.message().name(), from, depth(one.message()), outgoing, everybody, random)
                    : new Applied(one.message().name(), from, random.nextLong(), List.of());
            applied.add(done);
            vanish |= verb.equals("vanish");
            if (verb.equals("work") && one.origin() instanceof Origin.Client client) {
                working.add(
                        new Work("result-" + one.message().name(), client.ticket(), client.requestId(), done.answer()));
                responses.add(Response.LATER);
            } else {
                responses.add(Response.of(done.answer()));
            }
            if (verb.equals("nap")) {
                wakeAt = now + random.nextLong(100, 5_000);
            }
        }
        vanish &= wakeAt == 0 && working.isEmpty();
        var delta = applied.isEmpty() ? null : new Delta(applied, wakeAt, working, vanish);
        return new Outcome.Done<>(consumed, delta, responses, outgoing, late);
    }

    private static int depth(Message forwarded) {
        return forwarded.body() == null ? 0 : Integer.parseInt(forwarded.body());
    }

    private static Applied forward(
            String token,
            @Nullable String from,
            int depth,
            List<Outgoing> outgoing,
            List<Address> everybody,
            SplittableRandom random) {
        var sent = new ArrayList<Sent>();
        int messages = 1 + random.nextInt(3);
        for (int i = 0; i < messages; i++) {
            var to = everybody.get(random.nextInt(everybody.size()));
            boolean onwards = depth + 1 < DEEPEST_FORWARD && random.nextInt(4) == 0;
            var message = Message.of(
                    onwards ? "forward" : random.nextInt(20) == 0 ? "nap" : "count",
                    token + '.' + i,
                    Integer.toString(depth + 1));
            outgoing.add(new Outgoing(to, message));
            sent.add(new Sent(to.text(), message.name()));
        }
        return new Applied(token, from, random.nextLong(), sent);
    }
}
