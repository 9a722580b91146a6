package io.perdure.orchestrations.internal.http;

import java.net.URI;
import java.util.Set;
import java.util.TreeSet;

/** Which places this node may call, as far as the URI tells. */
record TargetRules(HostPatterns hosts, Set<Integer> ports) {

    /** @throws CallRefusedException saying what is wrong with the URI and what is allowed */
    Target check(URI uri) {
        Target target = Target.of(uri);
        if (!hosts.allow(target.host())) {
            throw new CallRefusedException(
                    "Host '%s' is not allowed for callHttp (expected: one that perdure.http-calls.allowed-hosts names)."
                            .formatted(target.host()));
        }
        if (!ports.isEmpty() && !ports.contains(target.port())) {
            throw new CallRefusedException(
                    "Port %d of host '%s' is not allowed for callHttp (expected: one of perdure.http-calls.allowed-ports, %s)."
                            .formatted(target.port(), target.host(), new TreeSet<>(ports)));
        }
        return target;
    }
}
