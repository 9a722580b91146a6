package io.perdure.kernel;

import com.typesafe.config.Config;
import io.perdure.settings.SettingsReader;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.ObjLongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The kernel without actors and without disk, for tests: the real inbox, steps, messages, and journal rows of the same
 * bytes, on one thread, in a time that stands still until it is moved. Tests may also have it crash, at any commit.
 *
 * <p>Thread-safe. No method that waits may be called from within: by a logic on the kernel's thread, by a commit listener, or
 * by what depends on a client's future. A failure on the kernel's thread, such as an event that cannot be written, ends
 * the kernel: everybody who waits, and who comes later, gets it as the cause of an {@link IllegalStateException}.
 */
public final class MemoryKernel implements AutoCloseable {
    private final VirtualTime time;
    private final MemoryLoop loop;
    private final MemoryNode node;
    private final MemoryClient client;
    private final int mostSkips;
    private volatile boolean skipTime;
    private long answered;
    private int skips;

    /**
     * Starts a kernel without logics.
     *
     * @param perdure the {@code perdure} section of the configuration
     * @param beginning the time, to the millisecond
     * @throws IllegalArgumentException when a setting is wrong
     */
    public MemoryKernel(Config perdure, Instant beginning) {
        var reader = SettingsReader.ofPerdure(perdure);
        var memory = reader.section("memory");
        mostSkips = memory.number("max-skips", 1, Integer.MAX_VALUE);
        Duration patience = memory.duration("patience", Duration.ofMillis(1));
        KernelSettings settings = KernelSettings.read(reader);
        reader.problems().throwIfAny();
        time = new VirtualTime(beginning.toEpochMilli());
        loop = new MemoryLoop(time, patience, this::isSkipping, this::skip, this::broken);
        node = new MemoryNode(settings, time, loop);
        client = new MemoryClient(node);
        loop.start();
    }

    /** Runs the instances of one more logic; before anything is sent to them. */
    public MemoryKernel serve(DurableLogic<?, ?> logic) {
        node.serve(logic);
        return this;
    }

    /** Its deadlines are of virtual time: they never pass while nobody moves it. */
    public DurableClient client() {
        return client;
    }

    public Instant now() {
        return Instant.ofEpochMilli(time.now());
    }

    // --- what is under way -------------------------------------------------------------------------------------------

    /**
     * Counts work that a logic does on other threads, such as an activity: the kernel is not idle before it has ended.
     *
     * @param what shown when somebody waits for it in vain
     * @return to be run when the work has ended, after its result was offered; again is of no effect
     */
    public Runnable beginWork(String what) {
        return loop.begin(what);
    }

    /** An executor whose tasks count as work under way, from their submission to their end. */
    public Executor counting(Executor executor) {
        return task -> {
            Runnable end = loop.begin("a task of an executor");
            try {
                executor.execute(() -> {
                    try {
                        task.run();
                    } finally {
                        end.run();
                    }
                });
            } catch (RejectedExecutionException refused) {
                end.run();
                throw refused;
            }
        };
    }

    /**
     * Waits until nothing is under way: no message, no step, no work. Time stands still.
     *
     * @throws IllegalStateException when something still is after {@code perdure.memory.patience} of real time
     */
    public void awaitIdle() {
        loop.pursue(clock -> true);
    }

    // --- time --------------------------------------------------------------------------------------------------------

    /** Moves time on, halting at whatever is due and letting all that follows from it settle first. */
    public void advance(Duration by) {
        long[] until = {-1};
        loop.pursue(clock -> {
            if (until[0] < 0) {
                until[0] = clock.in(by);
            }
            if (clock.next() <= until[0]) {
                clock.ring();
                return false;
            }
            clock.moveTo(until[0]);
            return true;
        });
    }

    /**
     * Moves time from one due thing to the next until a future has completed that comes from {@link #client}.
     *
     * @throws IllegalStateException when nothing is due any more, or {@code perdure.memory.max-skips} things were
     */
    public void skipUntil(CompletableFuture<?> done) {
        int[] rung = {0};
        loop.pursue(clock -> {
            if (done.isDone()) {
                return true;
            }
            if (clock.next() == Long.MAX_VALUE) {
                throw new MemoryLoop.Unreachable(
                        "Waits for ever: nothing is due after %s, and nothing is under way.".formatted(now()));
            }
            if (++rung[0] > mostSkips) {
                throw inVain();
            }
            clock.ring();
            return false;
        });
    }

    /** Completes, on the kernel's thread, when so much time has passed. */
    public CompletableFuture<@Nullable Void> pause(Duration length) {
        var over = new CompletableFuture<@Nullable Void>();
        if (!loop.post(() -> time.set(time.in(length), () -> over.complete(null)))) {
            over.completeExceptionally(new IllegalStateException("The kernel in memory is closed."));
        }
        return over;
    }

    /**
     * From now on time moves by itself to what is due next whenever nothing is under way and a client waits for an answer. A
     * client on another thread may so find that more time has passed than it expected.
     */
    public MemoryKernel skipTime() {
        skipTime = true;
        return this;
    }

    /**
     * Has something done on the kernel's thread when its time has come, such as what the world outside does then; at once
     * when it has passed. A crash does not change that. It must not throw: that ends the kernel.
     */
    public void at(Instant when, Runnable action) {
        loop.post(() -> time.set(when.toEpochMilli(), action));
    }

    private boolean isSkipping() {
        return skipTime && client.isAwaited() && time.next() < Long.MAX_VALUE;
    }

    private void skip() {
        if (client.answered() != answered) {
            answered = client.answered();
            skips = 0;
        }
        if (++skips > mostSkips) {
            client.giveUp(inVain());
        } else {
            time.ring();
        }
    }

    private MemoryLoop.Unreachable inVain() {
        return new MemoryLoop.Unreachable(
                "Waits in vain: time moved on to %s, and what was due on the way, %,d times (perdure.memory.max-skips), brought no answer."
                        .formatted(now(), mostSkips));
    }

    // --- faults ------------------------------------------------------------------------------------------------------

    /**
     * All instances lose what is not journaled and leave memory at once; what is on its way between them is lost. Then
     * everything active is loaded again. Requests without an answer fail with {@link
     * io.perdure.failures.OutcomeUnknownException}; who reads or awaits does not notice. A commit listener may call this.
     */
    public void crash() {
        loop.call(() -> {
            node.crash();
            client.crashed();
        });
    }

    /** Called on the kernel's thread before each commit, with the instance and the version that it is about to have. */
    public void beforeCommit(ObjLongConsumer<Address> listener) {
        loop.call(() -> node.beforeCommit(listener));
    }

    /** Called on the kernel's thread after each commit, before anything of the step leaves the instance. */
    public void afterCommit(ObjLongConsumer<Address> listener) {
        loop.call(() -> node.afterCommit(listener));
    }

    /** Lets everything leave memory that need not stay, as when nothing had come for long. Waits until that has been done. */
    public void passivate() {
        String before;
        do {
            before = position();
            loop.call(node::idle);
            awaitIdle();
        } while (!before.equals(position()));
    }

    private String position() {
        var answer = new String[] {""};
        loop.call(() -> answer[0] = node.position());
        return answer[0];
    }

    /** Instances in memory. */
    public Collection<Address> loaded() {
        var answer = new CompletableFuture<Collection<Address>>();
        loop.call(() -> answer.complete(node.loaded()));
        return answer.join();
    }

    private void broken(Throwable why) {
        node.end();
        client.end(why);
    }

    /** Ends everything at once; nothing is kept. */
    @Override
    public void close() {
        loop.close();
    }
}
