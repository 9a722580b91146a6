package io.perdure.kernel;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * One random history of a few instances in a hostile world: everything, time included, follows from the seed. It has
 * two lives: faults rage, then stop, and all must come to rest; then the time of forgetting passes, and all begins
 * again among duplicates from the first life.
 */
final class Simulation {
    private static final long BEGINNING = 1_700_000_000_000L;
    private static final long FAULTY_MILLIS = 12_000;
    private static final int MOST_EVENTS = 400_000;

    static final Duration FORGET_AFTER = Duration.ofMinutes(10);

    static final KernelSettings SETTINGS = Settings.with(4, 5, FORGET_AFTER);

    private record Event(long at, long order, boolean background, String label, Runnable run) {}

    private final long seed;
    private final SplittableRandom random;
    private final boolean traced;
    private final Sabotage sabotage;
    private final PriorityQueue<Event> queue =
            new PriorityQueue<>(Comparator.comparingLong(Event::at).thenComparingLong(Event::order));
    private final List<Address> addresses;
    private final Map<Address, SimulatedInstance> homes = new HashMap<>();
    private final List<SimulatedInstance> stale = new ArrayList<>();
    private final Set<Address> rivalled = new HashSet<>();

    private final SimulatedJournal journal = new SimulatedJournal(SETTINGS.limits());
    private final SimulatedIndex index = new SimulatedIndex();
    private final SimulatedNetwork network = new SimulatedNetwork(this);
    private final SimulatedClients clients = new SimulatedClients(this);
    private final Checker checker = new Checker(this);

    private Faults faults = Faults.NONE;
    private long now = BEGINNING;
    private long order;
    private int foreground;
    private int incarnations;
    private long largestSkew;

    Simulation(long seed, Sabotage sabotage, boolean traced) {
        this.seed = seed;
        this.random = new SplittableRandom(seed);
        this.sabotage = sabotage;
        this.traced = traced;
        this.addresses = IntStream.range(0, 2 + random.nextInt(3))
                .mapToObj(i -> new Address("tally", "t", Character.toString('a' + i)))
                .toList();
    }

    /** Runs the history; throws {@link AssertionError} with the seed for whatever went wrong. */
    void run() {
        try {
            wakerLooks();
            live();
            passTime();
            live();
            passTime();
            checker.eventuallyForgotten();
        } catch (RuntimeException | AssertionError wrong) {
            throw new AssertionError("Seed %d: %s".formatted(seed, wrong.getMessage()), wrong);
        }
    }

    private void live() {
        faults = Faults.random(random);
        largestSkew = random.nextBoolean() ? 0 : random.nextLong(1, 2_000);
        clients.begin(random.nextInt(4, 25), FAULTY_MILLIS);
        double chaos = faults.chaos() * FAULTY_MILLIS / 1_000;
        for (int i = 0; i < chaos; i++) {
            later(random.nextLong(FAULTY_MILLIS), "chaos", this::chaos);
        }
        runUntil(now + FAULTY_MILLIS);
        faults = Faults.NONE;
        if (random.nextBoolean()) {
            everybody().forEach(SimulatedInstance::crash);
        }
        index.active().forEach(this::wake);
        settle();
        index.active().forEach(this::wake); // as the waker does now and then
        settle();
        checker.exactlyOnce();
        checker.atRest();
    }

    private void passTime() {
        for (int i = 0; i < 3; i++) {
            runUntil(now + FORGET_AFTER.toMillis() + 10_000);
            addresses.forEach(this::wake);
            settle();
        }
    }

    /** Until nothing is to be done but what late duplicates and reclaiming may bring. */
    private void settle() {
        long settled = now + FORGET_AFTER.toMillis() / 2;
        while (foreground > 0 || !index.due(now + 30_000).isEmpty()) {
            require(now < settled, "Does not come to rest: %s", everybody());
            require(!queue.isEmpty(), "Nothing happens though %s are due", index.due(now + 30_000));
            next();
        }
    }

    private void runUntil(long until) {
        while (!queue.isEmpty() && queue.peek().at() <= until) {
            next();
        }
        now = until;
    }

    private void next() {
        var event = queue.remove();
        require(++order < MOST_EVENTS, "Does not come to rest: %s", event.label());
        now = event.at();
        if (!event.background()) {
            foreground--;
        }
        event.run().run();
    }

    // --- misfortune --------------------------------------------------------------------------------------------------

    private void chaos() {
        var candidates = everybody();
        if (candidates.isEmpty()) {
            return;
        }
        var victim = candidates.get(random.nextInt(candidates.size()));
        int kind = random.nextInt(3);
        if (kind == 0) {
            victim.crash();
        } else if (kind == 1) {
            trace("%s moves", victim);
            victim.askToStop();
        } else if (homes.remove(victim.address(), victim)) {
            trace("%s is cut off", victim);
            stale.add(victim);
            later(random.nextLong(500, 20_000), "end of stale copy", victim::crash);
            later(random.nextLong(100, 1_000), "waker", () -> index.active().forEach(this::wake));
        }
    }

    void ended(SimulatedInstance instance) {
        homes.remove(instance.address(), instance);
        stale.remove(instance);
        if (instance.isCrashed()) {
            later(random.nextLong(100, 2_000), "waker", () -> index.active().forEach(this::wake));
        }
    }

    /** The instance that a message arrives at: the one that should have it, or one that is cut off. */
    SimulatedInstance route(Address to) {
        return route(to, false);
    }

    /** @param fresh whether an instance that is made for the message takes itself for new */
    SimulatedInstance route(Address to, boolean fresh) {
        for (var copy : stale) {
            if (copy.address().equals(to) && random.nextInt(3) == 0) {
                return copy;
            }
        }
        var home = homes.get(to);
        if (home == null) {
            long skew = largestSkew == 0 ? 0 : random.nextLong(-largestSkew, largestSkew);
            home = new SimulatedInstance(this, to, ++incarnations, skew, fresh);
            homes.put(to, home);
            for (var copy : stale) {
                if (copy.address().equals(to)) {
                    rivalled.add(to);
                    copy.hasRival();
                    home.hasRival();
                }
            }
        }
        return home;
    }

    private void wakerLooks() {
        index.due(now + 2_000).forEach(this::wake);
        schedule(1_000, true, "waker", this::wakerLooks);
    }

    private void wake(Address address) {
        var row = index.row(address);
        network.send(address, new Command.Wake(row == null ? 0 : row.version()));
    }

    // --- for the parts -----------------------------------------------------------------------------------------------

    /** Whether there ever were two copies of that instance at the same time. */
    boolean wasRivalled(Address address) {
        return rivalled.contains(address);
    }

    void later(long delay, String label, Runnable run) {
        schedule(delay, false, label, run);
    }

    /** Plans an event; the end of a history does not wait for those in the background. */
    void schedule(long delay, boolean background, String label, Runnable run) {
        queue.add(new Event(now + delay, order++, background, label, run));
        if (!background) {
            foreground++;
        }
    }

    boolean happens(double probability) {
        return probability > 0 && random.nextDouble() < probability;
    }

    void require(boolean condition, String otherwise, Object... parts) {
        if (!condition) {
            throw new AssertionError(otherwise.formatted(parts));
        }
    }

    void trace(String line, Object... parts) {
        if (traced) {
            System.out.printf("%10d  %s%n", now - BEGINNING, line.formatted(parts));
        }
    }

    List<SimulatedInstance> everybody() {
        var all = new ArrayList<>(stale);
        addresses.stream().filter(homes::containsKey).map(homes::get).forEach(all::add);
        return all;
    }

    long now() {
        return now;
    }

    SplittableRandom random() {
        return random;
    }

    Faults faults() {
        return faults;
    }

    Sabotage sabotage() {
        return sabotage;
    }

    List<Address> addresses() {
        return addresses;
    }

    SimulatedJournal journal() {
        return journal;
    }

    SimulatedIndex index() {
        return index;
    }

    SimulatedNetwork network() {
        return network;
    }

    SimulatedClients clients() {
        return clients;
    }

    Checker checker() {
        return checker;
    }
}
