/**
 * Whether Vigie itself can see. In: how many items of each location are not seen, and whether the
 * broker and the database answer. Out: incidents of the reserved system {@code vigie/self}, which
 * go the way of all others; where the database itself is away, messages straight to the channels
 * ({@link io.vigie.alert.sight.Emergency}).
 *
 * <p>The rule that lives here: our blindness is one incident of ours, never one of a target.
 */
package io.vigie.alert.sight;
