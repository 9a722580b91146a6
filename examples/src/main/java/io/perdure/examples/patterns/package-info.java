/**
 * One class for each pattern. The activities of a pattern stand below its orchestrator. Start with {@link
 * io.perdure.examples.patterns.BackupSiteContent}.
 */
@NullMarked
package io.perdure.examples.patterns;

import org.jspecify.annotations.NullMarked;
