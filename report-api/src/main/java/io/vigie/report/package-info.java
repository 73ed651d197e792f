/**
 * Result and state to verdict, report and web page. Messages arrive in {@code kafka}, are kept by
 * {@code postgres} behind the ports of {@code record}, are judged by the pure rules of {@code
 * verdict}, and are answered by {@code http} (REST) and {@code web} (pages).
 */
package io.vigie.report;
