package io.perdure.kernel;

import io.perdure.failures.FailureDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The smallest logic that uses everything of the kernel: adds numbers, notes lines, and passes them on to others.
 * Operations: {@code add} (number), {@code note} (text), {@code pass} (address and text, noted there), {@code ring} (at
 * its due time), {@code clear}, {@code refuse}, {@code errand} (text, noted and answered when the live
 * side has run it).
 */
final class Slate implements DurableLogic<Slate.Sum, Slate.Change> {
    static final String KIND = "slate";

    record Errand(String text, long ticket, @Nullable String requestId) {}

    record Sum(long sum, List<String> notes, @Nullable Long ringAt, List<Errand> errands) {
        Sum {
            errands = errands == null ? List.of() : errands;
            notes = notes == null ? List.of() : notes;
        }
    }

    record Change(long add, List<String> notes, @Nullable Long ringAt, List<Errand> errands, boolean cleared) {
        Change {
            errands = errands == null ? List.of() : errands;
            notes = notes == null ? List.of() : notes;
        }
    }

    private final Executor executor;

    /** What live sides want to run; the test runs it, or does not. */
    final BlockingQueue<Runnable> errands = new LinkedBlockingQueue<>();

    Slate(Executor executor) {
        this.executor = executor;
    }

    static Address at(String key) {
        return new Address(KIND, "t", key);
    }

    static Message add(long amount) {
        return Message.of("do", "add", Long.toString(amount));
    }

    static Message note(String text) {
        return Message.of("do", "note", text);
    }

    static Message pass(String toKey, String text) {
        return Message.of("do", "pass", toKey + " " + text);
    }

    static Message errand(String text) {
        return Message.of("do", "errand", text);
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<Sum> stateType() {
        return Sum.class;
    }

    @Override
    public Class<Change> deltaType() {
        return Change.class;
    }

    @Override
    public Sum initial(Address self) {
        return new Sum(0, List.of(), null, List.of());
    }

    @Override
    public Sum apply(Sum state, Change change) {
        if (change.cleared()) {
            return initial(null);
        }
        var notes = state.notes();
        if (!change.notes().isEmpty()) {
            notes = new ArrayList<>(notes);
            notes.addAll(change.notes());
        }
        return new Sum(state.sum() + change.add(), notes, change.ringAt(), change.errands());
    }

    @Override
    public Summary summarise(Sum state) {
        boolean residue = state.sum() != 0 || !state.notes().isEmpty() || state.ringAt() != null;
        return new Summary(
                residue ? "exists" : "absent",
                state.ringAt() == null ? null : Instant.ofEpochMilli(state.ringAt()),
                null,
                residue || !state.errands().isEmpty(),
                !state.errands().isEmpty());
    }

    @Override
    public Response read(Sum state, Message question) {
        return Response.of(
                question.name().equals("notes") ? String.join("|", state.notes()) : Long.toString(state.sum()));
    }

    /** A question about the sum waits until it is as large as its body says. */
    @Override
    public boolean isAnswerable(Sum state, Message question) {
        return question.body() == null || state.sum() >= Long.parseLong(question.body());
    }

    @Override
    public Stepper<Sum, Change> open(Address self, Inlet inlet) {
        return new Stepper<>() {
            @Override
            public void step(Batch<Sum> batch, Consumer<Outcome<Change>> done) {
                executor.execute(() -> Slate.step(batch, done));
            }

            @Override
            public void loaded(Sum state) {
                state.errands().forEach(this::run);
            }

            @Override
            public void committed(Sum state, Change change) {
                change.errands().forEach(this::run);
            }

            private void run(Errand errand) {
                errands.add(() -> inlet.offer(note(errand.text())));
            }
        };
    }

    private static void step(Batch<Sum> batch, Consumer<Outcome<Change>> done) {
        long add = 0;
        boolean cleared = false;
        var notes = new ArrayList<String>();
        Long ringAt = batch.state().ringAt();
        var errands = new ArrayList<>(batch.state().errands());
        var responses = new ArrayList<Response>();
        var outgoing = new ArrayList<Outgoing>();
        var late = new ArrayList<Outcome.Late>();
        if (ringAt != null && ringAt <= batch.now().toEpochMilli()) {
            notes.add("ring");
            ringAt = null;
        }
        for (Incoming incoming : batch.incoming()) {
            String body =
                    incoming.message().body() == null ? "" : incoming.message().body();
            String name = incoming.message().name();
            if (name.equals("add")) {
                add += Long.parseLong(body);
            } else if (incoming.origin() instanceof Origin.Self) {
                for (Errand errand : List.copyOf(errands)) {
                    if (errand.text().equals(body)) {
                        errands.remove(errand);
                        notes.add(body);
                        late.add(new Outcome.Late(errand.ticket(), errand.requestId(), Response.of('"' + body + '"')));
                    }
                }
            } else if (name.equals("errand") && incoming.origin() instanceof Origin.Client client) {
                errands.add(new Errand(body, client.ticket(), client.requestId()));
                responses.add(Response.LATER);
                continue;
            } else if (name.equals("note")) {
                notes.add(body);
            } else if (name.equals("pass")) {
                int space = body.indexOf(' ');
                outgoing.add(new Outgoing(at(body.substring(0, space)), note(body.substring(space + 1))));
            } else if (name.equals("ring")) {
                ringAt = incoming.message().dueAt();
            } else if (name.equals("clear")) {
                cleared = true;
            } else if (name.equals("refuse")) {
                done.accept(new Outcome.Refused<>(
                        FailureDetails.of("Refused", "as asked", true),
                        Instant.now().plusSeconds(60)));
                return;
            }
            responses.add(Response.of(Long.toString(batch.state().sum() + add)));
        }
        done.accept(new Outcome.Done<>(
                batch.incoming().size(), new Change(add, notes, ringAt, errands, cleared), responses, outgoing, late));
    }
}
