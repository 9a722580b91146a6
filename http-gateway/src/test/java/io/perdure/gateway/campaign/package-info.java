/**
 * The fault campaign: clients load a cluster, faults strike it by a seeded plan, and a checker judges what the clients saw.
 * The checker is pure: it knows records of what was asked and answered, and neither HTTP nor processes.
 */
package io.perdure.gateway.campaign;
