/**
 * The proof that a checklist means what it says: its file as it is, on a twin of its system, passes
 * where all is well, and fails where a fault is planted, and only there.
 */
package io.vigie.proof;
