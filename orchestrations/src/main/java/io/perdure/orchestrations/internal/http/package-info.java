/**
 * What {@code callHttp} may reach, and how it gets there (O-106 … O-116). Not API: may change in any release.
 *
 * <p>An orchestrator that takes a URL from its input would otherwise be a way into the network behind the node. So every
 * hop, redirects and polls included, is judged by {@code TargetRules}: scheme, host, port; and the address by {@code
 * CheckedNames}, which is the only place where a name becomes one, so that no later look-up can give another.
 */
@NullMarked
package io.perdure.orchestrations.internal.http;

import org.jspecify.annotations.NullMarked;
