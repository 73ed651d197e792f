/** Puts the parts of alert-service together, starts them and stops them. */
package io.vigie.alert.service;
