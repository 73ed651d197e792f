/** What Vigie itself says of incidents, in each language. */
package io.vigie.alert.wording;
