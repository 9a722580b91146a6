package io.perdure.kernel;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** What must hold of every history. The truth is what the journals say took effect. */
final class Checker {
    private final Simulation simulation;

    Checker(Simulation simulation) {
        this.simulation = simulation;
    }

    void exactlyOnce() {
        streamsArriveOnceAndInOrder();
        requestsTakeEffectAsAnswered();
    }

    /** Per sender and destination: what was sent is what took effect, in that order. */
    private void streamsArriveOnceAndInOrder() {
        for (Address from : simulation.addresses()) {
            for (Address to : simulation.addresses()) {
                var sent = new ArrayList<String>();
                for (var applied : simulation.journal().applied(from)) {
                    applied.sent().stream()
                            .filter(one -> one.to().equals(to.text()))
                            .forEach(one -> sent.add(one.token()));
                }
                var arrived = simulation.journal().applied(to).stream()
                        .filter(one -> from.text().equals(one.from()))
                        .map(Tally.Applied::token)
                        .toList();
                simulation.require(
                        sent.equals(arrived), "%s sent %s, of which took effect at %s: %s", from, sent, to, arrived);
            }
        }
    }

    private void requestsTakeEffectAsAnswered() {
        Map<String, List<Tally.Applied>> effects = new HashMap<>();
        for (Address address : simulation.addresses()) {
            simulation.journal().applied(address).stream()
                    .filter(one -> one.from() == null)
                    .forEach(one -> effects.computeIfAbsent(one.token(), any -> new ArrayList<>())
                            .add(one));
        }
        for (var request : simulation.clients().requests()) {
            check(request, effects.getOrDefault(request.message().name(), List.of()), effects);
        }
    }

    private void check(
            SimulatedClients.Asked request, List<Tally.Applied> effects, Map<String, List<Tally.Applied>> all) {
        var answers = new HashSet<String>();
        boolean mayHaveHappened = false;
        for (var attempt : request.attempts()) {
            simulation.require(
                    attempt.replies().size() <= 1, "%s was answered more than once: %s", attempt, attempt.replies());
            mayHaveHappened |= attempt.replies().isEmpty();
            for (Reply reply : attempt.replies()) {
                mayHaveHappened |= reply instanceof Reply.Unknown;
                if (reply instanceof Reply.Done done && done.response().failure() == null) {
                    answers.add(done.response().result());
                }
            }
        }
        String name = request.message().name();
        simulation.require(effects.size() <= 1, "%s took effect %d times: %s", name, effects.size(), effects);
        simulation.require(answers.size() <= 1, "%s was answered in several ways: %s", name, answers);
        if (request.message().verb().equals("work")) {
            var results = all.getOrDefault("result-" + name, List.of());
            simulation.require(
                    results.size() == effects.size(), "%s gave %d results: %s", name, results.size(), results);
        }
        for (String answer : answers) {
            simulation.require(
                    effects.size() == 1 && effects.get(0).answer().equals(answer),
                    "%s was answered %s, its effects are %s",
                    name,
                    answer,
                    effects);
        }
        simulation.require(
                mayHaveHappened || !answers.isEmpty() || effects.isEmpty(),
                "%s took effect though every attempt was refused: %s",
                name,
                request.attempts().stream()
                        .flatMap(one -> one.replies().stream())
                        .toList());
    }

    /** Nothing is in memory, nothing waits, and every journal adds up to the same by any way of reading it. */
    void atRest() {
        simulation.require(simulation.everybody().isEmpty(), "Still in memory: %s", simulation.everybody());
        for (Address address : simulation.addresses()) {
            var found = simulation.journal().recover(address);
            simulation.require(
                    found.state().outbox().pending().isEmpty(),
                    "%s never delivered %s",
                    address,
                    found.state().outbox().pending());
            isShown(address);
            simulation.require(found.state().logic().wakeAt() == 0, "%s was never woken", address);
            simulation.require(
                    found.state().logic().working().isEmpty(),
                    "%s never finished %s",
                    address,
                    found.state().logic().working());
            simulation.require(
                    simulation.sabotage() != Sabotage.NONE
                            || found.state().equals(simulation.journal().foldAll(address)),
                    "%s: its snapshot and its events disagree",
                    address);
        }
    }

    /**
     * Once the waker has looked, a row shows what is so at its version. An instance with two copies may have been shown by
     * the wrong one.
     */
    void isShown(Address address) {
        var found = simulation.journal().recover(address);
        var row = simulation.index().row(address);
        if (found.version() > 0
                && row != null
                && row.version() >= found.version()
                && !simulation.wasRivalled(address)) {
            String status = Tally.LOGIC.summarise(found.state().logic()).status();
            simulation.require(status.equals(row.status()), "%s is '%s', the index has %s", address, status, row);
        }
    }

    /** What somebody is told of is in the index, so that a crash strands nothing that was acknowledged (DESIGN §3.2). */
    void isIndexed(SimulatedInstance by, DurableState<Tally.State> live, Object what) {
        if (by.isRivalled()
                && !live.steps()
                        .equals(simulation
                                .journal()
                                .recover(by.address())
                                .state()
                                .steps())) {
            return; // a copy that is behind tells what was so once
        }
        var row = simulation.index().row(by.address());
        simulation.require(row != null, "%s tells %s and is not in the index", by, what);
        simulation.require(
                row.active()
                        || (live.outbox().pending().isEmpty()
                                && live.logic().working().isEmpty()),
                "%s tells %s with messages to deliver or work to do, and is not active in the index",
                by,
                what);
        long wakeAt = live.logic().wakeAt();
        simulation.require(
                wakeAt == 0
                        || row.active()
                        || (row.wakeAt() != null && row.wakeAt().toEpochMilli() <= wakeAt),
                "%s tells %s, and the index would not wake it at %d",
                by,
                what,
                wakeAt);
    }

    /** A committed state is what recovery would find. A planted bug has to be found by what it does, not by this. */
    void replaysTo(SimulatedInstance by, DurableState<Tally.State> live, long version) {
        if (simulation.sabotage() != Sabotage.NONE) {
            return;
        }
        var found = simulation.journal().recover(by.address());
        simulation.require(
                found.version() != version || found.state().equals(live),
                "%s lives in %s, its journal gives %s",
                by,
                live,
                found.state());
    }

    /** Memory is bounded: after the time of forgetting no marks are left, and what has no residue is gone. */
    void eventuallyForgotten() {
        for (Address address : simulation.addresses()) {
            var state = simulation.journal().recover(address).state();
            simulation.require(
                    state.inbound().marks().isEmpty(),
                    "%s still remembers %s",
                    address,
                    state.inbound().marks());
            simulation.require(
                    !simulation.journal().exists(address)
                            || !state.logic().log().isEmpty(),
                    "%s has no residue and was not reclaimed",
                    address);
        }
    }
}
