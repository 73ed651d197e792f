/** Result and state to verdict, report and web page. */
package io.vigie.report;
