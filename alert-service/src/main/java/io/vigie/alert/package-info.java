/** Result to state to incident to notification. */
package io.vigie.alert;
