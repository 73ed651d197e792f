/** Job to probe to result. */
package io.vigie.runner;
