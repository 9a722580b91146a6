/** Tests of a whole node: a JVM of its own, started from the packaged jar, killed, starved and stopped. */
package io.perdure.gateway.node;
