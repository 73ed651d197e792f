/**
 * Which addresses may be probed. A host is resolved here, anew for each run, each address is judged
 * by the egress policy, and the kind connects to an address that was judged, never to a name. Cloud
 * metadata services and link-local addresses are out of reach whatever the policy says.
 */
package io.vigie.runner.guard;
