/** Random orchestrators, run with and without crashes: replay must not differ from life (O-1). */
package io.perdure.orchestrations.generated;
