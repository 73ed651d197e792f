/**
 * The four services over a broker and a database that need no installation: in one process ({@link
 * io.vigie.standalone.Standalone}), or as four processes ({@link
 * io.vigie.standalone.SeparateServices}).
 *
 * <p>A folder for the data arrives, addresses of the broker and the database leave as configuration
 * of the services, which do not know that they are not alone. The rule that lives here is the order
 * in which things start and stop: broker and database before the services, and after them.
 */
package io.vigie.standalone;
