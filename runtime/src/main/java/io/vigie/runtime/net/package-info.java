/** Addresses that nothing of Vigie may call, whatever anybody has set. */
package io.vigie.runtime.net;
