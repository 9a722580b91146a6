package io.perdure.gateway;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * What an instance may be, as far as its only client can know. A command that was answered 202 is accepted, but not yet
 * applied (H-64), and orchestrators go on by themselves: so there are several possibilities, and each answer that the client
 * gets leaves those that agree with it. When none is left, the node broke a rule.
 */
final class WalkInstance {

    /** What its orchestrator does. */
    enum Kind {
        /** Waits for the event and gives its data. */
        APPROVAL("Approval"),
        /** The same, but begins in a thousand years. */
        LATER("Approval"),
        /** Gives its input. */
        ECHO("Echo"),
        /** Fails. */
        BROKEN("Broken"),
        /** Never ends. */
        ENDLESS("Rounds");

        final String orchestrator;

        Kind(String orchestrator) {
            this.orchestrator = orchestrator;
        }
    }

    enum Life {
        LIVE,
        COMPLETED,
        FAILED,
        TERMINATED,
        GONE
    }

    enum Verb {
        TERMINATE,
        SUSPEND,
        RESUME,
        REWIND,
        APPROVE
    }

    /** Accepted; for a termination with its reason, for an approval with its data, as JSON. */
    record Command(Verb verb, @Nullable String json) {}

    /**
     * One possibility.
     *
     * @param output of what has ended, as JSON; null when that says nothing
     * @param approval the data of the first event that it waits for; null when there was none
     */
    record State(
            Life life,
            boolean begun,
            boolean suspended,
            @Nullable String approval,
            @Nullable String output,
            List<Command> accepted) {
        static final State GONE = new State(Life.GONE, false, false, null, null, List.of());
        static final State FRESH = new State(Life.LIVE, false, false, null, null, List.of());

        boolean live() {
            return life == Life.LIVE;
        }

        boolean ended() {
            return !live() && life != Life.GONE;
        }

        String status() {
            return switch (life) {
                case LIVE -> suspended ? "Suspended" : begun ? "Running" : "Pending";
                case COMPLETED -> "Completed";
                case FAILED -> "Failed";
                case TERMINATED -> "Terminated";
                case GONE -> "unknown";
            };
        }

        State end(Life how, @Nullable String as) {
            return new State(how, true, false, null, as, accepted);
        }

        State then(List<Command> left) {
            return new State(life, begun, suspended, approval, output, left);
        }
    }

    private Kind kind = Kind.ECHO;
    private String input = "null";
    private Set<State> possible = Set.of(State.GONE);

    static WalkInstance unknown() {
        return new WalkInstance();
    }

    Kind kind() {
        return kind;
    }

    String input() {
        return input;
    }

    /** What it may be by now. */
    Set<State> possible() {
        var all = new LinkedHashSet<>(possible);
        var look = new ArrayDeque<>(all);
        while (!look.isEmpty()) {
            for (State next : next(look.remove())) {
                if (all.add(next)) {
                    look.add(next);
                }
            }
        }
        return all;
    }

    /** What it will be when everything that was accepted has been done. */
    boolean isSettled(String status) {
        return possible().stream()
                .anyMatch(state -> state.status().equals(status) && next(state).isEmpty());
    }

    /** An answer that agrees with these alone; false when there are none. */
    boolean seen(Predicate<State> that) {
        return became(that, UnaryOperator.identity());
    }

    /** An answer that agrees with these alone, and has changed them. */
    boolean became(Predicate<State> that, UnaryOperator<State> change) {
        var left = new LinkedHashSet<State>();
        possible().stream().filter(that).map(change).forEach(left::add);
        if (left.isEmpty()) {
            return false;
        }
        possible = left;
        return true;
    }

    boolean accepted(Predicate<State> by, Command command) {
        return became(by, state -> {
            var commands = new ArrayList<>(state.accepted());
            commands.add(command);
            return state.then(commands);
        });
    }

    boolean started(Predicate<State> over, Kind as, String with) {
        if (!became(over, state -> State.FRESH)) {
            return false;
        }
        kind = as;
        input = with;
        return true;
    }

    @Override
    public String toString() {
        return kind + " " + possible().stream().map(State::status).distinct().toList();
    }

    private List<State> next(State state) {
        var next = new ArrayList<State>();
        if (!state.accepted().isEmpty()) {
            Command first = state.accepted().get(0);
            next.add(applied(
                    first,
                    state.then(state.accepted().subList(1, state.accepted().size()))));
        }
        if (state.live() && !state.suspended()) {
            if (!state.begun() && kind != Kind.LATER) {
                next.add(new State(Life.LIVE, true, false, state.approval(), null, state.accepted()));
            } else if (state.begun() && kind == Kind.ECHO) {
                next.add(state.end(Life.COMPLETED, input));
            } else if (state.begun() && kind == Kind.BROKEN) {
                next.add(state.end(Life.FAILED, null));
            } else if (state.begun() && state.approval() != null) {
                next.add(state.end(Life.COMPLETED, state.approval()));
            }
        }
        return next;
    }

    private State applied(Command command, State to) {
        boolean waits = kind == Kind.APPROVAL || kind == Kind.LATER;
        return switch (command.verb()) {
            case TERMINATE -> to.live() ? to.end(Life.TERMINATED, command.json()) : to;
            case SUSPEND -> to.live() ? new State(Life.LIVE, to.begun(), true, to.approval(), null, to.accepted()) : to;
            case RESUME -> to.live() ? new State(Life.LIVE, to.begun(), false, to.approval(), null, to.accepted()) : to;
            case REWIND -> to.life() == Life.FAILED ? new State(Life.LIVE, true, false, null, null, to.accepted()) : to;
            case APPROVE ->
                to.live() && waits && to.approval() == null
                        ? new State(Life.LIVE, to.begun(), to.suspended(), command.json(), null, to.accepted())
                        : to;
        };
    }
}
