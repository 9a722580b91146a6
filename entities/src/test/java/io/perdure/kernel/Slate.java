package io.perdure.kernel;

import io.perdure.failures.FailureDetails;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The smallest logic that uses everything of the kernel: adds numbers, notes lines, and passes them on to others.
 * Operations: {@code add} (number), {@code note} (text), {@code pass} (address and text, noted there), {@code ring} (at
 * its due time), {@code clear}, {@code refuse}.
 */
final class Slate implements DurableLogic<Slate.Sum, Slate.Change> {
    static final String KIND = "slate";

    record Sum(long sum, List<String> notes, @Nullable Long ringAt) {
        Sum {
            notes = notes == null ? List.of() : notes;
        }
    }

    record Change(long add, List<String> notes, @Nullable Long ringAt, boolean cleared) {
        Change {
            notes = notes == null ? List.of() : notes;
        }
    }

    private final Executor executor;

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
        return new Sum(0, List.of(), null);
    }

    @Override
    public Sum apply(Sum state, Change change) {
        if (change.cleared()) {
            return new Sum(0, List.of(), null);
        }
        var notes = state.notes();
        if (!change.notes().isEmpty()) {
            notes = new ArrayList<>(notes);
            notes.addAll(change.notes());
        }
        return new Sum(state.sum() + change.add(), notes, change.ringAt());
    }

    @Override
    public Summary summarise(Sum state) {
        boolean residue = state.sum() != 0 || !state.notes().isEmpty() || state.ringAt() != null;
        return new Summary(
                residue ? "exists" : "absent",
                state.ringAt() == null ? null : Instant.ofEpochMilli(state.ringAt()),
                null,
                residue);
    }

    @Override
    public Response read(Sum state, Message question) {
        return Response.of(
                question.name().equals("notes") ? String.join("|", state.notes()) : Long.toString(state.sum()));
    }

    @Override
    public Stepper<Sum, Change> open(Address self, Inlet inlet) {
        return (batch, done) -> executor.execute(() -> step(batch, done));
    }

    private static void step(Batch<Sum> batch, Consumer<Outcome<Change>> done) {
        long add = 0;
        boolean cleared = false;
        var notes = new ArrayList<String>();
        Long ringAt = batch.state().ringAt();
        var responses = new ArrayList<Response>();
        var outgoing = new ArrayList<Outgoing>();
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
                batch.incoming().size(), new Change(add, notes, ringAt, cleared), responses, outgoing));
    }
}
