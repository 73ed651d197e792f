/** What every service process needs to run. */
package io.vigie.runtime;
