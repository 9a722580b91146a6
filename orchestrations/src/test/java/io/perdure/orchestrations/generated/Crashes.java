package io.perdure.orchestrations.generated;

import io.perdure.kernel.Address;
import io.perdure.kernel.MemoryKernel;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/**
 * When a run is struck by crashes.
 *
 * @param says how it is shown
 * @param maxLive orchestrators in memory at most
 */
record Crashes(String says, int maxLive, Supplier<Plan> plan) {

    /** Asked at each commit of any instance; commits are counted from 1. */
    interface Plan {
        default boolean before(int commit) {
            return false;
        }

        default boolean after(int commit) {
            return false;
        }
    }

    static final Crashes NONE = new Crashes("undisturbed", 1_000, () -> new Plan() {});

    /** No crash, but the code leaves memory whenever another is to run. */
    static final Crashes EVICTION = new Crashes("with one live orchestrator", 1, () -> new Plan() {});

    /**
     * After each second commit, or before each third. Not at each of all: a crash before a commit costs another commit, by
     * which the instance puts its row in the index right, so that nothing would ever come about.
     *
     * @param phase 0 to 1, and 0 to 2
     */
    static Crashes oftenAfter(int phase) {
        return after("after each commit with remainder %d of 2".formatted(phase), commit -> commit % 2 == phase);
    }

    static Crashes oftenBefore(int phase) {
        return before("before each commit with remainder %d of 3".formatted(phase), commit -> commit % 3 == phase);
    }

    static Crashes after(int nth) {
        return after("after commit " + nth, commit -> commit == nth);
    }

    static Crashes before(int nth) {
        return before("before commit " + nth, commit -> commit == nth);
    }

    /** Some of many, on both sides. */
    static Crashes random(long seed) {
        return new Crashes("at random with seed " + seed, 2, () -> {
            var random = new Random(seed);
            return new Plan() {
                @Override
                public boolean before(int commit) {
                    return random.nextInt(4) == 0;
                }

                @Override
                public boolean after(int commit) {
                    return random.nextInt(4) == 0;
                }
            };
        });
    }

    private static Crashes after(String says, java.util.function.IntPredicate when) {
        return new Crashes(says, 1_000, () -> new Plan() {
            @Override
            public boolean after(int commit) {
                return when.test(commit);
            }
        });
    }

    private static Crashes before(String says, java.util.function.IntPredicate when) {
        return new Crashes(says, 1_000, () -> new Plan() {
            @Override
            public boolean before(int commit) {
                return when.test(commit);
            }
        });
    }

    /** Has a kernel crash by the plan; before the same commit only once, or it would never come about. */
    Commits on(MemoryKernel kernel) {
        var commits = new Commits(kernel, plan.get());
        kernel.beforeCommit(commits::before);
        kernel.afterCommit(commits::after);
        return commits;
    }

    /** Counts, and crashes. For the kernel's thread. */
    static final class Commits {
        /** Crashes can keep step with the commits by which instances recover from them; some time that must end. */
        private static final int MOST = 100;

        private final MemoryKernel kernel;
        private final Plan plan;
        private final Set<String> tried = new HashSet<>();
        final Set<Address> instances = new HashSet<>();
        int count;
        private int crashes;

        Commits(MemoryKernel kernel, Plan plan) {
            this.kernel = kernel;
            this.plan = plan;
        }

        private void before(Address address, long version) {
            if (tried.add(address.text() + ' ' + version) && plan.before(count + 1)) {
                crash();
            }
        }

        private void after(Address address, long version) {
            instances.add(address);
            count++;
            if (plan.after(count)) {
                crash();
            }
        }

        private void crash() {
            if (crashes++ < MOST) {
                kernel.crash();
            }
        }
    }
}
