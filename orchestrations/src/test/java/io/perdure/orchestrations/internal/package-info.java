@org.jspecify.annotations.NullMarked
package io.perdure.orchestrations.internal;
