package io.perdure.gateway.node;

import io.perdure.gateway.node.Attempt.Outcome;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/** One client: starts one instance after the other, and waits for the end of some. One thread at a time. */
final class Launcher {
    private final String name;
    private final String file;
    private final int purses;
    private final SplittableRandom random;
    private final List<Launch> launches = new ArrayList<>();

    Launcher(String name, String file, int purses, SplittableRandom random) {
        this.name = name;
        this.file = file;
        this.purses = purses;
        this.random = random;
    }

    List<Launch> launches() {
        return List.copyOf(launches);
    }

    /** Starts instances until told to stop, or until the node is gone. */
    void run(NodeHttp http, BooleanSupplier goOn, Runnable acknowledged) {
        while (goOn.getAsBoolean()) {
            var wanted = Launch.random(random, name + '-' + launches.size(), file, purses);
            boolean waits = wanted.commanded() && random.nextInt(3) == 0;
            var made = start(http, wanted, waits ? "?timeout=5" : "");
            // Some are left alone until the node has been killed: until then they hold their locks.
            made = made.needsCommand() && random.nextInt(4) > 0 ? command(http, made) : made;
            launches.add(made);
            if (made.outcome() == Outcome.ACKNOWLEDGED) {
                acknowledged.run();
            } else if (made.outcome() == Outcome.DOUBTFUL) {
                return;
            }
        }
    }

    /** Finds out what became of those without an answer: the node that could still do something about them is dead. */
    void settle(NodeHttp http) {
        launches.replaceAll(made -> {
            if (made.outcome() != Outcome.DOUBTFUL) {
                return made;
            }
            boolean there = http.instance(made.id()).status() != 404;
            return made.with(there ? Outcome.ACKNOWLEDGED : Outcome.REFUSED, null);
        });
        launches.replaceAll(made -> made.needsCommand() ? command(http, made) : made);
    }

    /** Gives an instance what it needs to end; without an answer the instance still needs it. */
    private static Launch command(NodeHttp http, Launch made) {
        try {
            var command = made.command();
            var answer = NodeHttp.now(http.commandInstance(command.path(), command.body()));
            return switch (answer.status()) {
                // 410: an attempt without an answer was successful.
                case 202, 410 -> made.withCommand();
                case 503, 504 -> made;
                default -> throw new AssertionError(made + " was answered " + answer);
            };
        } catch (UncheckedIOException lost) {
            return made;
        }
    }

    private static Launch start(NodeHttp http, Launch wanted, String query) {
        try {
            var answer = NodeHttp.now(http.startInstance(wanted.orchestrator(), wanted.id(), wanted.input(), query));
            return switch (answer.status()) {
                case 200 -> wanted.with(Outcome.ACKNOWLEDGED, answer.json());
                case 202 -> wanted.with(Outcome.ACKNOWLEDGED, null);
                case 503 -> wanted.with(Outcome.REFUSED, null);
                case 504 -> wanted;
                default -> throw new AssertionError(wanted + " was answered " + answer);
            };
        } catch (UncheckedIOException lost) {
            return wanted;
        }
    }
}
