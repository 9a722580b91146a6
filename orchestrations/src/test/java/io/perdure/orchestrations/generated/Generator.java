package io.perdure.orchestrations.generated;

import io.perdure.orchestrations.generated.Case.Deed;
import io.perdure.orchestrations.generated.Program.Ends;
import io.perdure.orchestrations.generated.Program.Step;
import io.perdure.orchestrations.generated.Program.Task;
import io.perdure.orchestrations.internal.OrchestrationMessages;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/**
 * Makes cases from seeds; see {@link Case#crowded}.
 *
 * <p>In a case that is not crowded all delays are drawn from so many that no two things happen in the same millisecond,
 * unless one follows from the other without any delay. What remains is that something without a delay, such as the call of an
 * entity, races with something else without one; and a crash may then change who comes first. So nothing that starts more
 * work, or wins a race, is without a delay ({@link #timed}).
 */
final class Generator {
    private static final int LONGEST = 600_000;

    /** The longest delay of crowded cases, and the shortest of others. */
    static final int CROWD = 1_000;

    /** By how much the same delay differs from instance to instance. */
    static final int SPREAD = 90_000;

    private static final int[] CROWDED = {0, 0, 1, CROWD};

    private final long seed;
    private final Random random;
    private final boolean crowded;
    private final boolean suspends;
    private int names;

    private Generator(long seed) {
        this.seed = seed;
        this.random = new Random(seed * 0x9E3779B97F4A7C15L);
        this.crowded = random.nextInt(4) == 0;
        this.suspends = random.nextInt(3) == 0;
    }

    /** Every fourth case is crowded, more or less. */
    static Case make(long seed) {
        var generator = new Generator(seed);
        return new Case(seed, generator.crowded, generator.program(0), generator.deeds());
    }

    // ---- programs

    private Program program(int depth) {
        int rounds = random.nextInt(4) == 0 ? 2 + random.nextInt(2) : 1;
        var steps = new ArrayList<Step>();
        String name = name("P");
        if (depth > 0) {
            steps.add(new Program.Await(timer())); // else it would act in the very millisecond in which its parent does
        }
        var forks = new ArrayList<String>();
        int length = depth == 0 ? 3 + random.nextInt(6) : random.nextInt(4);
        for (int i = 0; i < length; i++) {
            steps.addAll(steps(depth, forks, 0));
        }
        forks.forEach(fork -> {
            if (random.nextInt(3) > 0) {
                steps.add(new Program.Join(fork));
            }
        });
        return new Program(name, steps, rounds, random.nextInt(4) > 0);
    }

    private List<Step> steps(int depth, List<String> forks, int nested) {
        return switch (random.nextInt(20)) {
            case 0, 1, 2, 3, 4, 5 -> List.of(guarded(new Program.Await(task(depth))));
            case 6 -> List.of(fork(depth, forks));
            case 7 -> later(forks, Program.Peek::new);
            case 8 -> later(forks, Program.Cancel::new);
            case 9, 10 ->
                nested > 1
                        ? List.of(new Program.Uuid(name("u")))
                        : List.of(new Program.Try(
                                name("try"),
                                body(depth, forks, nested),
                                random.nextInt(5) > 0,
                                random.nextBoolean() ? List.of() : body(depth, forks, nested)));
            case 11, 12 -> List.of(guarded(section()));
            case 13 -> List.of(new Program.Signal(name("s"), entity(), random.nextInt(3) == 0 ? delay() : 0));
            case 14 -> depth < 2 ? List.of(new Program.Start(name("go"), program(depth + 1))) : List.of();
            case 15 -> // the root may send itself an event, which must not race with what it does next
                List.of(new Program.Await(timer()), new Program.Send(name("m"), event()), new Program.Await(timer()));
            case 16 -> List.of(new Program.Status(name("st"), random.nextInt(4) == 0));
            case 17 -> List.of(new Program.Uuid(name("u")), new Program.Note(name("n")));
            case 18 -> random.nextInt(6) == 0 ? List.of(new Program.Fail(name("boom"))) : List.of();
            default -> random.nextInt(3) == 0 ? List.of(new Program.Again()) : List.of();
        };
    }

    private List<Step> body(int depth, List<String> forks, int nested) {
        var all = new ArrayList<Step>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            all.addAll(steps(depth, forks, nested + 1));
        }
        return all;
    }

    /** Most failures are caught, or few programs would come to their end. */
    private Step guarded(Step step) {
        return random.nextInt(8) == 0 ? step : new Program.Try(name("try"), List.of(step), true, List.of());
    }

    private Step fork(int depth, List<String> forks) {
        String name = name("f");
        forks.add(name);
        // When a suspension ends, many things happen in the same millisecond.
        return new Program.Fork(name, suspends ? leaf(depth) : timed(depth, 1));
    }

    private List<Step> later(List<String> forks, java.util.function.Function<String, Step> step) {
        return forks.isEmpty()
                ? List.of()
                : List.of(new Program.Await(timer()), step.apply(forks.get(random.nextInt(forks.size()))));
    }

    private Step section() {
        List<String> entities = IntStream.range(0, 1 + random.nextInt(3))
                .mapToObj(i -> entity())
                .distinct()
                .toList();
        IntFunction<Step> inside = i -> switch (random.nextInt(7)) {
            case 0, 1, 2 -> {
                String entity = entities.get(random.nextInt(entities.size()));
                yield new Program.Await(new Program.Call(name("c"), entity, random.nextInt(6) == 0));
            }
            case 3 -> new Program.Await(work(true));
            case 4 -> new Program.Await(timer());
            case 5 -> new Program.Status(name("st"), false);
            default -> random.nextInt(4) == 0 ? new Program.Fail(name("boom")) : new Program.Uuid(name("u"));
        };
        var body = IntStream.range(0, random.nextInt(4)).mapToObj(inside).toList();
        return new Program.Section(name("x"), crowded ? 0 : delay(), entities, body);
    }

    // ---- tasks

    /** To be awaited by itself: nothing else goes on that it could race with. */
    private Task task(int depth) {
        return switch (random.nextInt(10)) {
            case 0 -> new Program.Call(name("c"), entity(), random.nextInt(5) == 0);
            case 1 -> new Program.Work(name("a"), 0, Ends.WELL, 1, 1);
            case 2 -> new Program.Timer(name("t"), 0);
            case 3 -> depth == 0 ? new Program.Wait(name("w"), event(), -1) : timed(depth, 0);
            case 4 -> new Program.Wait(name("w"), event(), 0);
            case 5 -> new Program.All(some(6, i -> instant()));
            default -> timed(depth, 0);
        };
    }

    /** Starts nothing more, and wins no race, when it ends. */
    private Task instant() {
        return random.nextBoolean()
                ? new Program.Call(name("c"), entity(), random.nextInt(6) == 0)
                : new Program.Work(name("a"), random.nextInt(3) > 0 ? 0 : delay(), Ends.WELL, 1, 1);
    }

    private Task timed(int depth, int nested) {
        if (nested > 2) {
            return leaf(depth);
        }
        return switch (random.nextInt(9)) {
            case 0 -> new Program.All(some(4, i -> timed(depth, nested + 1)));
            case 1, 2 -> new Program.Any(some(3, i -> timed(depth, nested + 1)));
            case 3 -> new Program.Then(name("then"), timed(depth, nested + 1), random.nextInt(5) == 0);
            case 4 -> new Program.Compose(timed(depth, nested + 1), timed(depth, nested + 1));
            case 5 -> new Program.Rescue(name("resc"), timed(depth, nested + 1));
            case 6 -> work(false);
            default -> depth < 2 && random.nextInt(3) == 0 ? child(depth) : leaf(depth);
        };
    }

    private List<Task> some(int most, IntFunction<Task> make) {
        return IntStream.range(0, 1 + random.nextInt(most)).mapToObj(make).toList();
    }

    private Task leaf(int depth) {
        return switch (random.nextInt(5)) {
            case 0 -> timer();
            case 1 -> new Program.Wait(name("w"), event(), delay());
            default -> work(true);
        };
    }

    private Task child(int depth) {
        boolean ownId = random.nextInt(3) == 0; // not tried again: its effects would have the same names twice
        return new Program.Child(name("k"), program(depth + 1), ownId, ownId ? 1 : 1 + random.nextInt(2), delay());
    }

    private Task work(boolean once) {
        Ends ends = random.nextInt(3) > 0 ? Ends.WELL : Ends.values()[random.nextInt(4)];
        return new Program.Work(name("a"), delay(), ends, once ? 1 : 1 + random.nextInt(3), delay());
    }

    private Task timer() {
        return new Program.Timer(name("t"), delay());
    }

    // ---- what the world outside does

    private List<Deed> deeds() {
        var all = new ArrayList<Deed>();
        for (int i = random.nextInt(6); i > 0; i--) {
            String name = random.nextBoolean() ? event() : event().toUpperCase(Locale.ROOT);
            all.add(new Deed(moment(), OrchestrationMessages.EVENT, name, "\"e" + i + '"'));
        }
        for (int i = suspends ? 1 + random.nextInt(2) : 0; i > 0; i--) {
            int at = moment();
            all.add(new Deed(at, OrchestrationMessages.SUSPEND, "", null));
            all.add(new Deed(at + (crowded ? delay() : 4 * delay()), OrchestrationMessages.RESUME, "", null));
        }
        if (random.nextInt(8) == 0) {
            all.add(new Deed(moment(), OrchestrationMessages.TERMINATE, "", "\"stop\""));
        }
        // A suspension may last until another's resume; this one is for the last.
        all.add(new Deed(Case.FLOOD - 1, OrchestrationMessages.RESUME, "", null));
        return all;
    }

    // ---- draws

    private int delay() {
        return crowded ? CROWDED[random.nextInt(CROWDED.length)] : CROWD + 1 + random.nextInt(LONGEST);
    }

    private int moment() {
        return crowded ? delay() + delay() : 1 + random.nextInt(4 * LONGEST);
    }

    private String name(String kind) {
        return kind + names++;
    }

    private String entity() {
        return Case.ENTITIES.get(random.nextInt(Case.ENTITIES.size()));
    }

    private String event() {
        return Case.EVENTS.get(random.nextInt(Case.EVENTS.size()));
    }
}
