/** The story of the README, driven from outside against the packaged programs. */
package io.vigie.flow;
