package io.perdure.gateway.node;

import io.perdure.gateway.node.Attempt.Outcome;
import io.perdure.gateway.node.Attempt.Target;
import io.perdure.gateway.node.module.Entry;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * One client: appends its numbers one after the other, each after the answer to the one before, at random to one of the
 * targets, as signal or call, with or without a key. One thread at a time.
 */
final class Appender {
    private final String name;
    private final List<Target> targets;
    private final SplittableRandom random;
    private final List<Attempt> attempts = new ArrayList<>();

    Appender(String name, List<Target> targets, SplittableRandom random) {
        this.name = name;
        this.targets = targets;
        this.random = random;
    }

    List<Attempt> attempts() {
        return List.copyOf(attempts);
    }

    /** Appends until told to stop, or until the node is gone. */
    void run(NodeHttp http, BooleanSupplier goOn, Runnable acknowledged) {
        while (goOn.getAsBoolean()) {
            int n = attempts.size() + 1;
            var made = attempt(http, next(n));
            attempts.add(made);
            if (made.outcome() == Outcome.ACKNOWLEDGED) {
                acknowledged.run();
            } else if (made.outcome() == Outcome.DOUBTFUL) {
                return;
            }
        }
    }

    /** Repeats what is doubtful and has a key; a refusal says nothing of the first attempt, and leaves the doubt. */
    void repeatDoubtful(NodeHttp http) {
        attempts.replaceAll(made -> {
            if (!made.isRepeatable()) {
                return made;
            }
            var again = attempt(http, made);
            return again.outcome() == Outcome.ACKNOWLEDGED ? again : made;
        });
    }

    private Attempt next(int n) {
        var target = targets.get(random.nextInt(targets.size()));
        boolean withKey = random.nextInt(3) > 0;
        return new Attempt(
                target, new Entry(name, n), random.nextBoolean(), withKey ? name + "-" + n : null, Outcome.DOUBTFUL, 0);
    }

    private static Attempt attempt(NodeHttp http, Attempt wanted) {
        try {
            String entity = wanted.target().name();
            String key = wanted.target().key();
            var answer = NodeHttp.now(
                    wanted.call()
                            ? http.call(entity, key, "append", wanted.entry(), wanted.requestId())
                            : http.signal(entity, key, "append", wanted.entry(), wanted.requestId()));
            return switch (answer.status()) {
                case 200 -> wanted.with(Outcome.ACKNOWLEDGED, answer.json().asInt());
                case 202 -> wanted.with(Outcome.ACKNOWLEDGED, 0);
                case 503 -> refused(wanted, answer);
                case 504 -> wanted;
                default -> throw new AssertionError(wanted + " was answered " + answer);
            };
        } catch (UncheckedIOException lost) {
            return wanted;
        }
    }

    private static Attempt refused(Attempt wanted, NodeHttp.Answer answer) {
        if (!answer.hasRetryAfter()) {
            throw new AssertionError(wanted + " was refused without Retry-After: " + answer);
        }
        return wanted.with(Outcome.REFUSED, 0);
    }
}
