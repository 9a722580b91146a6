package io.perdure.orchestrations.generated;

import io.perdure.entities.EntityId;
import io.perdure.orchestrations.ContinueOptions;
import io.perdure.orchestrations.DurableTask;
import io.perdure.orchestrations.OrchestrationContext;
import io.perdure.orchestrations.RetryPolicy;
import io.perdure.orchestrations.TaskOptions;
import io.perdure.orchestrations.generated.Program.Step;
import io.perdure.orchestrations.generated.Program.Task;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.slf4j.Logger;

/**
 * Executes a {@link Program}, once. The result says all that the code has seen, one line each: values, failures, times, ids,
 * and in which order. Continuing as new, it hands them on.
 */
final class Interpreter {

    /** What one execution hands to the next. */
    record Baggage(int round, List<String> lines) {}

    private final OrchestrationContext context;
    private final Program program;
    private final Logger log;
    private final int round;
    private final List<String> lines;
    private final Map<String, DurableTask<?>> forked = new HashMap<>();

    Interpreter(OrchestrationContext context, Program program, Baggage baggage, Logger log) {
        this.context = context;
        this.program = program;
        this.log = context.logger(log);
        this.round = baggage == null ? 0 : baggage.round();
        this.lines = new ArrayList<>(baggage == null ? List.of() : baggage.lines());
    }

    /** Gives the lines, or fails with them. */
    List<String> run() {
        saw("round", round);
        try {
            run(program.steps());
        } catch (RuntimeException failure) {
            saw("fails", describe(failure));
            throw new IllegalStateException(String.join("\n", lines), failure);
        }
        again();
        return lines;
    }

    private void again() {
        if (round + 1 < program.rounds()) {
            var options = new ContinueOptions(program.keepsEvents(), null);
            context.continueAsNew(new Baggage(round + 1, lines), options);
        }
    }

    private void run(List<Step> steps) {
        steps.forEach(this::run);
    }

    private void run(Step step) {
        if (step instanceof Program.Await await) {
            await("await", start(await.task()));
        } else if (step instanceof Program.Fork fork) {
            forked.put(fork.name(), start(fork.task()));
        } else if (step instanceof Program.Join join) {
            if (forked.containsKey(join.name())) {
                await("join " + join.name(), forked.get(join.name()));
            }
        } else if (step instanceof Program.Peek peek) {
            var task = forked.get(peek.name());
            saw("peek " + peek.name(), task == null ? "none" : task.isDone() + "/" + task.isCancelled());
        } else if (step instanceof Program.Cancel cancel) {
            var task = forked.get(cancel.name());
            saw("cancel " + cancel.name(), task == null ? "none" : task.cancel());
        } else if (step instanceof Program.Try block) {
            run(block);
        } else if (step instanceof Program.Section section) {
            run(section);
        } else if (step instanceof Program.Again) {
            again();
        } else {
            act(step);
        }
    }

    private void act(Step step) {
        if (step instanceof Program.Signal signal) {
            signal(signal);
        } else if (step instanceof Program.Start start) {
            saw("start", context.startOrchestration(start.program().name(), null, TaskOptions.DEFAULT));
        } else if (step instanceof Program.Send send) {
            context.sendEvent(Case.ROOT, send.event(), effect(send.name()));
        } else if (step instanceof Program.Status status) {
            String value = effect(status.name());
            context.setCustomStatus(status.clears() ? null : value);
            saw(status.clears() ? "no status" : "status", value);
        } else if (step instanceof Program.Uuid uuid) {
            saw(uuid.name(), context.newUuid());
        } else if (step instanceof Program.Note note) {
            log.info("{}", effect(note.name()));
        } else if (step instanceof Program.Fail fail) {
            throw new IllegalArgumentException(fail.name());
        }
    }

    private void signal(Program.Signal signal) {
        var entity = EntityId.of(Ledger.NAME, signal.entity());
        String effect = effect(signal.name());
        if (signal.delay() == 0) {
            context.signalEntity(entity, Ledger.ADD, effect);
        } else {
            context.signalEntity(
                    entity, Ledger.ADD, effect, context.currentTime().plusMillis(signal.delay()));
        }
        saw("signal", effect);
    }

    private void run(Program.Try block) {
        try {
            run(block.body());
        } catch (RuntimeException failure) {
            saw("catch " + block.name(), describe(failure));
            if (!block.catches()) {
                throw failure;
            }
        } finally {
            run(block.last());
        }
    }

    private void run(Program.Section section) {
        if (section.rest() > 0) {
            context.createTimer(Duration.ofMillis(own(section.name(), section.rest())))
                    .await();
        }
        var entities = section.entities().stream()
                .map(key -> EntityId.of(Ledger.NAME, key))
                .toList();
        try (var held = context.lock(entities).await()) {
            saw("in " + section.name(), held.entities());
            run(section.body());
        } finally {
            saw("out " + section.name(), context.isInCriticalSection());
        }
    }

    private void await(String what, DurableTask<?> task) {
        try {
            saw(what, show(task.await()));
        } catch (RuntimeException failure) {
            saw(what, describe(failure));
            throw failure;
        }
    }

    // ---- tasks

    private DurableTask<?> start(Task task) {
        if (task instanceof Program.Work work) {
            var own = new Program.Work(
                    work.name(), own(work.name(), work.delay()), work.ends(), work.tries(), work.pause());
            return context.callActivity(work.name(), own, String.class, options(work.tries(), work.pause()));
        } else if (task instanceof Program.Timer timer) {
            return context.createTimer(Duration.ofMillis(own(timer.name(), timer.delay())));
        } else if (task instanceof Program.Wait wait) {
            return context.waitForExternalEvent(
                    wait.event(), Duration.ofMillis(own(wait.name(), wait.timeout())), String.class);
        } else if (task instanceof Program.Call call) {
            var entity = EntityId.of(Ledger.NAME, call.entity());
            String effect = effect(call.name());
            saw(call.fails() ? "call in vain" : "call", effect);
            return context.callEntity(entity, call.fails() ? Ledger.REFUSE : Ledger.ADD, effect, String.class);
        } else if (task instanceof Program.Child child) {
            return start(child);
        }
        return combine(task);
    }

    private DurableTask<?> start(Program.Child child) {
        var options = options(child.tries(), child.pause());
        String id = context.instanceId() + '.' + child.name() + '.' + round;
        return context.callSubOrchestrator(
                child.program().name(), null, List.class, child.ownId() ? options.withInstanceId(id) : options);
    }

    private DurableTask<?> combine(Task task) {
        if (task instanceof Program.Then then) {
            return start(then.source()).thenApply(value -> {
                saw(then.name(), show(value));
                if (then.fails()) {
                    throw new IllegalArgumentException(then.name());
                }
                return then.name() + '(' + show(value) + ')';
            });
        } else if (task instanceof Program.Compose both) {
            return start(both.source()).thenCompose(value -> {
                @SuppressWarnings("unchecked") // whatever it gives is only shown
                var next = (DurableTask<Object>) start(both.next());
                return next;
            });
        } else if (task instanceof Program.Rescue rescue) {
            return rescue(rescue, start(rescue.source()));
        } else if (task instanceof Program.All all) {
            return DurableTask.allOf(all.tasks().stream().map(this::start).toList());
        }
        return race(((Program.Any) task).tasks().stream().map(this::start).toList());
    }

    private DurableTask<?> race(List<? extends DurableTask<?>> racers) {
        return DurableTask.anyOf(racers)
                .thenApply(winner -> "#" + racers.indexOf(winner)
                        + racers.stream().map(DurableTask::isDone).toList());
    }

    private <T> DurableTask<T> rescue(Program.Rescue rescue, DurableTask<T> source) {
        return source.exceptionally(failure -> {
            saw(rescue.name(), describe(failure));
            return null;
        });
    }

    /** Two instances of a program, or two rounds, that begin in the same millisecond part soon; unless all is crowded. */
    private int own(String name, int delay) {
        return delay <= Generator.CROWD
                ? delay
                : delay + Math.floorMod(effect(name).hashCode(), Generator.SPREAD);
    }

    private static TaskOptions options(int tries, int pause) {
        return tries == 1
                ? TaskOptions.DEFAULT
                : TaskOptions.retry(RetryPolicy.attempts(tries)
                        .firstDelay(Duration.ofMillis(Math.max(1, pause)))
                        .backoff(1.5));
    }

    // ---- what it saw

    /** Names something that must happen exactly once. */
    private String effect(String name) {
        return context.instanceId() + '/' + round + '/' + name;
    }

    private void saw(String what, Object value) {
        lines.add(what + " = " + value + " @" + now());
    }

    private long now() {
        return Duration.between(Case.BEGINNING, context.currentTime()).toMillis();
    }

    /** Long values, such as a child's lines, by their end: what is before it is compared where it was made. */
    private static String show(Object value) {
        String text = String.valueOf(value);
        return text.length() <= 200 ? text : text.hashCode() + "…" + text.substring(text.length() - 100);
    }

    private static String describe(RuntimeException failure) {
        return failure.getClass().getSimpleName() + ": " + show(failure.getMessage());
    }
}
