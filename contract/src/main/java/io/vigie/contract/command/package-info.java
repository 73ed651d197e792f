/**
 * What people and services ask of Vigie. The only thing that travels against the flow (design §2).
 */
package io.vigie.contract.command;
