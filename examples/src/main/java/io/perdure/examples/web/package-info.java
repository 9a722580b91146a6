/** Routes of one's own, beside the paths of the Durable Functions API: REST, and links for people. */
@NullMarked
package io.perdure.examples.web;

import org.jspecify.annotations.NullMarked;
