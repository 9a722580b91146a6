package io.perdure.kernel;

import akka.actor.typed.javadsl.TimerScheduler;
import java.time.Duration;

/** The timers of one durable actor: when it is to look again, and at what. Not thread-safe. */
final class Alarms {

    /** What a timer says. */
    enum Tick implements DurableActor.Internal {
        IDLE,
        RESEND,
        WAKE,
        RELOAD,
        STOP_NOW
    }

    /** Times beyond this are left to the waker: the scheduler refuses very long delays. */
    private static final long LONGEST_MILLIS = Duration.ofDays(1).toMillis();

    private static final long SHORTEST_IDLE_MILLIS = 20;
    private static final long SHORTEST_RESEND_MILLIS = 10;

    private final TimerScheduler<Command> timers;
    private final KernelSettings settings;
    private final DurableCore<?, ?, ?> core;

    private long lastTouched = System.currentTimeMillis();
    private long wakeArmed = Long.MAX_VALUE;
    private boolean resendArmed;
    private long idleArmed;

    Alarms(TimerScheduler<Command> timers, KernelSettings settings, DurableCore<?, ?, ?> core) {
        this.timers = timers;
        this.settings = settings;
        this.core = core;
        armIdle(settings.passivateAfter().toMillis());
    }

    /** The instance was of use: it stays for a while. */
    void touched() {
        lastTouched = System.currentTimeMillis();
    }

    /** Sets what the core wants after a call. */
    void set() {
        setWake();
        if (!resendArmed) {
            setResend();
        }
        if (core.patience().toMillis() < idleArmed) {
            armIdle(core.patience().toMillis());
        }
    }

    private void setWake() {
        long wake = core.nextWake();
        if (wake != wakeArmed) {
            wakeArmed = wake;
            timers.cancel(Tick.WAKE);
            long delay = wake - System.currentTimeMillis();
            if (delay < LONGEST_MILLIS) {
                arm(Tick.WAKE, Math.max(delay, 0));
            }
        }
    }

    private void setResend() {
        long next = core.nextResend();
        resendArmed = next != Long.MAX_VALUE;
        if (resendArmed) {
            // Never longer than the first pause: a later delivery may be due sooner than those known now.
            long delay = Math.max(SHORTEST_RESEND_MILLIS, next - System.currentTimeMillis());
            arm(Tick.RESEND, Math.min(settings.courier().firstResendMillis(), delay));
        }
    }

    void reloadSoon() {
        long pause = settings.reloadAfter().toMillis() << Math.min(core.losses() - 1, 10);
        arm(Tick.RELOAD, Math.min(pause, settings.reloadAtMost().toMillis()));
    }

    void stopAtLast() {
        arm(Tick.STOP_NOW, settings.stopTimeout().toMillis());
    }

    void idle() {
        long patience = core.patience().toMillis();
        long rest = lastTouched + patience - System.currentTimeMillis();
        if (rest <= 0) {
            core.idle();
            rest = patience / 4;
        }
        armIdle(Math.max(rest, SHORTEST_IDLE_MILLIS));
    }

    void resend() {
        resendArmed = false;
        core.resend();
    }

    void wake() {
        wakeArmed = Long.MAX_VALUE;
        core.wake(0);
    }

    private void armIdle(long millis) {
        idleArmed = millis;
        arm(Tick.IDLE, millis);
    }

    private void arm(Tick tick, long millis) {
        timers.startSingleTimer(tick, tick, Duration.ofMillis(millis));
    }
}
