package io.perdure.kernel;

import java.util.List;

/** A logic whose change the journal cannot hold. */
final class Unwritable implements DurableLogic<String, Unwritable.Change> {
    static final String KIND = "unwritable";

    record Change() {
        public String getText() {
            throw new IllegalStateException("no text");
        }
    }

    @Override
    public String kind() {
        return KIND;
    }

    @Override
    public Class<String> stateType() {
        return String.class;
    }

    @Override
    public Class<Change> deltaType() {
        return Change.class;
    }

    @Override
    public String initial(Address self) {
        return "";
    }

    @Override
    public String apply(String state, Change delta) {
        return state;
    }

    @Override
    public Summary summarise(String state) {
        return new Summary("exists", null, null, true);
    }

    @Override
    public Response read(String state, Message question) {
        return Response.ACCEPTED;
    }

    @Override
    public Stepper<String, Change> open(Address self, Inlet inlet) {
        return (batch, done) -> done.accept(
                new Outcome.Done<>(batch.incoming().size(), new Change(), List.of(Response.ACCEPTED), List.of()));
    }
}
