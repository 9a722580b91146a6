package io.perdure.orchestrations.internal.http;

import java.net.IDN;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.hc.client5.http.DnsResolver;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns a host into addresses that may be reached. The client connects to what this gives and to nothing else, and never
 * asks a second time: an answer of the name server that changes between the check and the connection changes nothing.
 */
final class CheckedNames implements DnsResolver {
    private static final Logger LOG = LoggerFactory.getLogger(CheckedNames.class);

    /** Where names are looked up. */
    @FunctionalInterface
    interface Names {
        InetAddress[] lookUp(String host) throws UnknownHostException;
    }

    private final Names names;
    private final AddressRules rules;

    CheckedNames(Names names, AddressRules rules) {
        this.names = names;
        this.rules = rules;
    }

    /**
     * Those of the host's addresses that may be reached.
     *
     * @throws CallRefusedException when there are only others
     */
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        // The client shows international names in Unicode; what was judged, and what name servers know, is ASCII.
        String ascii = IDN.toASCII(host);
        List<InetAddress> good = new ArrayList<>();
        String refusal = null;
        for (InetAddress address : names.lookUp(ascii)) {
            String why = rules.refusal(address);
            if (why == null) {
                good.add(address);
            } else if (refusal == null) {
                refusal = why;
                LOG.info("callHttp: host '{}' is refused at {}: {}", ascii, address.getHostAddress(), why);
            }
        }
        if (good.isEmpty()) {
            if (refusal == null) {
                throw new UnknownHostException(ascii);
            }
            throw refused(ascii, refusal);
        }
        return good.toArray(InetAddress[]::new);
    }

    /** Says what kind of address, not which: to the caller, names of the inside must not become addresses. */
    private static CallRefusedException refused(String host, String why) {
        return new CallRefusedException(
                "Host '%s' is at %s, which is not allowed for callHttp (expected: a public one, or one that perdure.http-calls.allowed-private-networks names)."
                        .formatted(host, why));
    }

    @Override
    public @Nullable String resolveCanonicalHostname(String host) {
        return host;
    }
}
