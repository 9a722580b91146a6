package io.perdure.entities.internal;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.perdure.kernel.Address;
import io.perdure.kernel.Batch;
import io.perdure.kernel.DurableLogic;
import io.perdure.kernel.Incoming;
import io.perdure.kernel.Message;
import io.perdure.kernel.Origin;
import io.perdure.kernel.Outcome;
import io.perdure.kernel.Outgoing;
import io.perdure.kernel.Response;
import io.perdure.kernel.Summary;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Stands in for orchestrations: sends on what a client tells it to, and notes what it hears. */
final class Puppet implements DurableLogic<Puppet.State, Puppet.Delta> {

    /** What was heard, as {@code verb name}, and the status that it says to be in. */
    record State(
            @JsonProperty("h") List<String> heard,
            @JsonProperty("s") String status) {}

    record Delta(
            @JsonProperty("h") List<String> heard,
            @JsonProperty("s") String status) {}

    /** Has the puppet send a message to an entity. */
    static Message send(Address to, String verb, String name) {
        return new Message("send", verb, null, 0, Map.of("to", to.text(), "name", name));
    }

    static Message become(String status) {
        return Message.of("become", status, null);
    }

    @Override
    public String kind() {
        return EntityMessages.ORCHESTRATION_KIND;
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
        return new State(List.of(), "Running");
    }

    @Override
    public State apply(State state, Delta delta) {
        List<String> more = delta.heard() == null ? List.of() : delta.heard();
        return new State(Stream.concat(heard(state).stream(), more.stream()).toList(), delta.status());
    }

    private static List<String> heard(State state) {
        return state.heard() == null ? List.of() : state.heard();
    }

    @Override
    public Summary summarise(State state) {
        return new Summary(state.status(), null, null, true);
    }

    @Override
    public Response read(State state, Message question) {
        return question.verb().equals(EntityMessages.READ_STATUS)
                ? Response.of("{\"runtimeStatus\":\"" + state.status() + "\"}")
                : Response.of(String.join(", ", heard(state)));
    }

    @Override
    public Stepper<State, Delta> open(Address self, Inlet inlet) {
        return new Stepper<>() {
            @Override
            public void step(Batch<State> batch, Consumer<Outcome<Delta>> done) {
                done.accept(Puppet.step(batch));
            }
        };
    }

    private static Outcome<Delta> step(Batch<State> batch) {
        var heard = new ArrayList<String>();
        var outgoing = new ArrayList<Outgoing>();
        String status = batch.state().status();
        for (Incoming incoming : batch.incoming()) {
            Message message = incoming.message();
            if (incoming.origin() instanceof Origin.Durable) {
                heard.add(message.verb() + ' ' + message.name());
            } else if (message.verb().equals("become")) {
                status = message.name();
            } else {
                outgoing.add(new Outgoing(
                        Address.parse(message.attributes().get("to")),
                        Message.of(message.name(), message.attributes().get("name"), null)));
            }
        }
        int count = batch.incoming().size();
        return new Outcome.Done<>(
                count,
                new Delta(heard, status),
                Stream.generate(() -> Response.ACCEPTED).limit(count).toList(),
                outgoing);
    }
}
