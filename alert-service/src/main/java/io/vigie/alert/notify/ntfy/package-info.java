/**
 * ntfy, for a telephone in a pocket. Plain text within the 4096 bytes above which ntfy would make a
 * file of it; the resolution takes the place of its opening.
 */
package io.vigie.alert.notify.ntfy;
