package io.perdure.kernel;

/** Carries messages between instances: loses, doubles, delays and reorders them. */
final class SimulatedNetwork {
    private static final long LATEST_DUPLICATE_MILLIS = 25 * 60_000;

    private final Simulation simulation;

    SimulatedNetwork(Simulation simulation) {
        this.simulation = simulation;
    }

    void send(Address to, Command.Wire original) {
        var command = simulation.sabotage().sending(original);
        var faults = simulation.faults();
        if (!simulation.happens(faults.drop())) {
            carry(delay(faults), false, to, command);
        }
        if (simulation.happens(faults.duplicate())) {
            carry(delay(faults), false, to, command);
        }
        if (simulation.happens(faults.lateDuplicate())) {
            carry(simulation.random().nextLong(60_000, LATEST_DUPLICATE_MILLIS), true, to, command);
        }
    }

    /** A client's request, or one that an instance gave back: lost or delayed, never doubled. */
    void request(Address to, Inbox.Asked<SimulatedClients.Attempt> request) {
        var faults = simulation.faults();
        if (!simulation.happens(faults.drop() / 3)) {
            // By the time that the request arrives somebody may have been faster.
            boolean fresh =
                    !simulation.journal().exists(to) && simulation.random().nextBoolean();
            simulation.later(delay(faults), "request", () -> {
                var target = simulation.route(to, fresh);
                simulation.trace(
                        "%s gets request %s, attempt %d",
                        target, request.message().name(), request.replyTo().number());
                target.used(() -> target.core().request(request));
            });
        }
    }

    private void carry(long delay, boolean late, Address to, Command.Wire command) {
        simulation.schedule(delay, late, "message", () -> {
            var target = simulation.route(to);
            simulation.trace("%s gets %s%s", target, late ? "late " : "", brief(command));
            hand(target, command);
            simulation.sabotage().received(target, command);
        });
    }

    private static String brief(Command.Wire command) {
        return command instanceof Command.Deliver d
                ? "Deliver[from=%s, cleared=%d, %s]"
                        .formatted(
                                d.from(),
                                d.cleared(),
                                d.messages().stream()
                                        .map(m -> m.number() + ":" + m.message().name())
                                        .toList())
                : command.toString();
    }

    private static void hand(SimulatedInstance to, Command.Wire command) {
        var core = to.core();
        if (command instanceof Command.Deliver m) {
            to.used(() -> core.deliver(m.from(), m.cleared(), m.messages()));
        } else if (command instanceof Command.Acknowledge m) {
            to.used(() -> core.acknowledged(m.by(), m.upTo()));
        } else if (command instanceof Command.MustClear m) {
            to.used(() -> core.mustClear(m.by(), m.floor()));
        } else if (command instanceof Command.Forget m) {
            to.unused(() -> core.mayForget(m.from(), m.upTo()));
        } else if (command instanceof Command.Wake m) {
            to.unused(() -> core.wake(m.version()));
        } else {
            throw new IllegalArgumentException("Not simulated: " + command);
        }
    }

    private long delay(Faults faults) {
        var random = simulation.random();
        return simulation.happens(faults.slow()) ? random.nextLong(1_000, 10_000) : random.nextLong(1, 60);
    }
}
