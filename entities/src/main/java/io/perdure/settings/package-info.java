/** Reads settings, and collects what is wrong with them. For Perdure's own parts; may change with any version. */
@NullMarked
package io.perdure.settings;

import org.jspecify.annotations.NullMarked;
