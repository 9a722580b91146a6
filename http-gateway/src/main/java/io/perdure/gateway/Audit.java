package io.perdure.gateway;

import akka.http.javadsl.model.AttributeKeys;
import io.perdure.settings.SettingsReader;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes down who did what: one line for each operation, in a log of its own ({@code perdure.audit}), so that it can go where
 * nobody changes it. Lines of callers without access are limited, or anybody could fill the disk.
 */
final class Audit {
    private static final Logger LOG = LoggerFactory.getLogger("perdure.audit");
    private static final long SECOND = 1_000_000_000L;
    private static final int REFUSED_PER_SECOND = 10;

    private final Detail detail;
    private final PublicAddress address;
    private final LongSupplier nanoTime;
    private final AtomicLong second = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();

    Audit(Detail detail, PublicAddress address, LongSupplier nanoTime) {
        this.detail = detail;
        this.address = address;
        this.nanoTime = nanoTime;
    }

    /** What is written. */
    enum Detail {
        OFF,
        /** What operators do, and what was refused for want of access. */
        CONTROL,
        /** Also what applications do all the time: starts, events, signals, calls, requests to routes of modules. */
        ALL;

        private static final List<String> NAMES = Arrays.stream(values())
                .map(detail -> detail.name().toLowerCase(Locale.ROOT))
                .toList();

        /** Reads the section {@code perdure.http}. */
        static Detail read(SettingsReader http) {
            return valueOf(http.choice("audit", NAMES).toUpperCase(Locale.ROOT));
        }
    }

    /** To be called with the answer to each request that got as far as to be somebody's. */
    void record(Exchange exchange, Access needed, int status) {
        if (detail == Detail.OFF) {
            return;
        }
        boolean noAccess = status == 401 || status == 403;
        if (noAccess) {
            if (isTooMuch()) {
                return;
            }
        } else if (!needed.allows(Access.OPERATE)) {
            return;
        }
        var entry = AuditEntry.of(exchange);
        if (noAccess || detail == Detail.ALL || !entry.routine()) {
            LOG.info("{}", entry.line(exchange.caller().name(), from(exchange), status));
        }
    }

    private String from(Exchange exchange) {
        return address.client(
                exchange.request(),
                () -> exchange.request()
                        .getAttribute(AttributeKeys.remoteAddress)
                        .flatMap(remote -> remote.getAddress())
                        .map(ip -> ip.getHostAddress())
                        .orElse("unknown"));
    }

    private boolean isTooMuch() {
        long now = nanoTime.getAsLong() / SECOND;
        long before = second.getAndSet(now);
        if (before != now) {
            long unsaid = refused.getAndSet(0) - REFUSED_PER_SECOND;
            if (unsaid > 0) {
                LOG.warn("{} more requests without access were refused", unsaid);
            }
        }
        return refused.incrementAndGet() > REFUSED_PER_SECOND;
    }
}
