/** The four services in one process over an embedded broker and database. */
package io.vigie.standalone;
