/** What the nodes of these tests run: compiled here, loaded by the node from a directory like any user's module. */
package io.perdure.gateway.node.module;
