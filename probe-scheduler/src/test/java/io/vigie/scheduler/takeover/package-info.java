/** Schedulers as processes of their own, killed and paused; judged by what lies in the topics. */
package io.vigie.scheduler.takeover;
