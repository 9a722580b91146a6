package io.perdure.kernel;

import io.perdure.kernel.store.InstanceRow;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Map;

/** Bugs that a durable actor might have; the simulation must find each. */
enum PlantedBug implements Sabotage {
    ACCEPTED_MARKS_NOT_JOURNALED {
        @Override
        public StepEvent<Tally.Delta> persisting(SimulatedInstance by, StepEvent<Tally.Delta> event) {
            return new StepEvent<>(
                    event.stepId(),
                    event.at(),
                    Map.of(),
                    event.requests(),
                    event.delta(),
                    event.firstNumber(),
                    event.sent(),
                    event.settled(),
                    event.forgotten());
        }
    },

    ACKNOWLEDGED_BEFORE_THE_COMMIT {
        @Override
        public StepEvent<Tally.Delta> persisting(SimulatedInstance by, StepEvent<Tally.Delta> event) {
            event.accepted().forEach((from, last) -> by.sendNow(from, new Command.Acknowledge(by.address(), last)));
            return event;
        }
    },

    ANSWERED_BEFORE_THE_COMMIT {
        @Override
        public StepEvent<Tally.Delta> persisting(SimulatedInstance by, StepEvent<Tally.Delta> event) {
            if (event.delta() != null) {
                event.delta().applied().stream()
                        .filter(one -> one.from() == null)
                        .forEach(one -> by.answerNow(one.token(), new Reply.Done(Response.of(one.answer()))));
            }
            return event;
        }
    },

    FORGET_SENT_BEFORE_THE_SETTLEMENT_IS_JOURNALED {
        @Override
        public void received(SimulatedInstance by, Command.Wire command) {
            if (command instanceof Command.Acknowledge ack) {
                by.sendNow(ack.by(), new Command.Forget(by.address(), ack.upTo()));
            }
        }
    },

    FLOOR_NOT_RAISED_BY_FORGETTING {
        @Override
        public DurableState<Tally.State> recovered(DurableState<Tally.State> state) {
            return new DurableState<>(
                    state.logic(),
                    new Inbound(state.inbound().marks(), 0),
                    state.outbox(),
                    state.requests(),
                    state.steps(),
                    state.createdAt(),
                    state.updatedAt());
        }
    },

    DELIVERED_OUT_OF_ORDER {
        @Override
        public Command.Wire sending(Command.Wire command) {
            if (command instanceof Command.Deliver deliver) {
                var reversed = new ArrayList<>(deliver.messages());
                Collections.reverse(reversed);
                return new Command.Deliver(deliver.from(), deliver.cleared(), reversed);
            }
            return command;
        }
    },

    DELIVERED_WITH_A_GAP {
        @Override
        public Command.Wire sending(Command.Wire command) {
            return command instanceof Command.Deliver deliver
                            && deliver.messages().size() > 2
                    ? new Command.Deliver(
                            deliver.from(),
                            deliver.cleared(),
                            deliver.messages().subList(1, deliver.messages().size()))
                    : command;
        }
    },

    REQUEST_LOG_LOST_AT_RECOVERY {
        @Override
        public DurableState<Tally.State> recovered(DurableState<Tally.State> state) {
            return new DurableState<>(
                    state.logic(),
                    state.inbound(),
                    state.outbox(),
                    RequestLog.EMPTY,
                    state.steps(),
                    state.createdAt(),
                    state.updatedAt());
        }
    },

    LIVE_SIDE_NOT_TOLD_OF_A_LOAD {
        @Override
        public boolean tells(SimulatedInstance by) {
            return false;
        }
    },

    NOT_ACTIVE_IN_THE_INDEX {
        @Override
        public InstanceRow indexing(InstanceRow row) {
            return new InstanceRow(
                    row.address(),
                    row.status(),
                    row.createdAt(),
                    row.updatedAt(),
                    false,
                    row.wakeAt(),
                    row.version(),
                    row.summary());
        }
    },

    SHOWN_AS_AT_FIRST {
        @Override
        public InstanceRow indexing(InstanceRow row) {
            return new InstanceRow(
                    row.address(),
                    "fresh",
                    row.createdAt(),
                    row.updatedAt(),
                    row.active(),
                    row.wakeAt(),
                    row.version(),
                    row.summary());
        }
    },

    TAKEN_REQUEST_NOT_REMEMBERED {
        @Override
        public StepEvent<Tally.Delta> persisting(SimulatedInstance by, StepEvent<Tally.Delta> event) {
            return new StepEvent<>(
                    event.stepId(),
                    event.at(),
                    event.accepted(),
                    event.requests().stream()
                            .filter(one -> !one.answer().equals(Response.LATER))
                            .toList(),
                    event.delta(),
                    event.firstNumber(),
                    event.sent(),
                    event.settled(),
                    event.forgotten());
        }
    },

    SETTLED_WITHOUT_AN_ACKNOWLEDGEMENT {
        @Override
        public void received(SimulatedInstance by, Command.Wire command) {
            if (command instanceof Command.Deliver deliver) {
                long last =
                        deliver.messages().get(deliver.messages().size() - 1).number();
                by.sendNow(deliver.from(), new Command.Acknowledge(by.address(), last));
            }
        }
    }
}
