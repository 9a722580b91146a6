/** Entities as a user meets them: through the public API, on the real engine with a real store. */
package io.perdure.engine;
