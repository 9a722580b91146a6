package io.perdure.orchestrations.internal;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.UndeclaredThrowableException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Threads for users' code, all of them daemons. Orchestrators park most of their life, so they get virtual threads where
 * the JVM has them. Activities compute and block in ways that virtual threads do not bear: they would hold the few
 * carriers that orchestrators need (O-151). So they run on platform threads everywhere.
 */
public final class Threads {
    private static final long KEEP_SECONDS = 60;
    private static final @Nullable ThreadFactory VIRTUAL = virtualFactory("perdure-orchestrator-");

    private Threads() {}

    /** Whether orchestrators run on virtual threads here. */
    public static boolean areVirtual() {
        return VIRTUAL != null;
    }

    /** Runs each task at once on a thread of its own: a virtual one, or one of a pool that is as large as need be. */
    public static Executor forOrchestrators() {
        ThreadFactory virtual = VIRTUAL;
        return virtual == null
                ? pooled("perdure-orchestrator-")
                : task -> virtual.newThread(task).start();
    }

    /** Platform threads without a bound: made when none is idle, the one that was busy last reused first, kept for a minute. */
    public static ExecutorService pooled(String prefix) {
        return new ThreadPoolExecutor(
                0, Integer.MAX_VALUE, KEEP_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), daemons(prefix));
    }

    /** Makes platform threads with numbered names. */
    public static ThreadFactory daemons(String prefix) {
        var number = new AtomicInteger();
        return task -> {
            var thread = new Thread(task, prefix + number.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        };
    }

    /** {@code Thread.ofVirtual().name(prefix, 1).factory()} by reflection, since the byte code is for 17; null before 21. */
    private static @Nullable ThreadFactory virtualFactory(String prefix) {
        var lookup = MethodHandles.publicLookup();
        try {
            var virtual = Class.forName("java.lang.Thread$Builder$OfVirtual");
            var made = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(virtual));
            var named = lookup.findVirtual(virtual, "name", MethodType.methodType(virtual, String.class, long.class));
            var factory = lookup.findVirtual(virtual, "factory", MethodType.methodType(ThreadFactory.class));
            return (ThreadFactory) factory.invoke(named.invoke(made.invoke(), prefix, 1L));
        } catch (ReflectiveOperationException | UnsupportedOperationException notHere) {
            return null; // 20 and older: absent, or a preview that is switched off
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new UndeclaredThrowableException(e);
        }
    }
}
