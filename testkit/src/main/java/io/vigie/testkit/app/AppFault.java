package io.vigie.testkit.app;

/** One thing that {@link WebApp} can do wrong. */
public enum AppFault {
  /** The session cookie lacks Secure. */
  COOKIE_NOT_SECURE,
  /** The session cookie lacks HttpOnly. */
  COOKIE_NOT_HTTP_ONLY,
  /** The session cookie lacks SameSite. */
  COOKIE_WITHOUT_SAME_SITE,
  /** The cookie of the CSRF token lacks Secure. */
  CSRF_COOKIE_NOT_SECURE,
  /** A write passes without the CSRF token. */
  CSRF_NOT_CHECKED,
  /** A write passes whatever page of whatever origin sent it. */
  FOREIGN_ORIGIN_ACCEPTED,
  /** Nobody can log in any more. */
  LOGIN_BROKEN,
  /** The login page answers 500. */
  LOGIN_PAGE_BROKEN,
  /** Whatever password is given, it is right. */
  ANY_PASSWORD,
  /** The account that comes with the software is still there. */
  DEFAULT_CREDENTIALS,
  /** A wrong password ends in an error of the server. */
  REFUSAL_BREAKS,
  /** Logging out takes the cookie from the browser, but does not end the session. */
  LOGOUT_KEEPS_SESSION,
  /** The protected page lets everybody in. */
  PROTECTED_PAGE_OPEN,
  /** Every role may see everything. */
  ROLES_IGNORED,
  /** A manager sees what only an administrator may see. */
  MANAGER_IS_ADMIN,
  /** Creating answers 201 and keeps nothing. */
  CREATE_DOES_NOTHING,
  /** Creating answers 500. */
  CREATE_BREAKS,
  /** Deleting answers 204 and deletes nothing. */
  DELETE_DOES_NOTHING,
  /** Deleting answers 500. */
  DELETE_BREAKS,
  /** Who was deleted can still log in. */
  DELETED_USER_LOGS_IN,
  /** Tokens without a signature are accepted. */
  ACCEPTS_ALG_NONE,
  /** The public key is taken for the secret of HS256. */
  ACCEPTS_HS256_WITH_PUBLIC_KEY,
  /** The signature of a token is not looked at. */
  SIGNATURE_NOT_CHECKED,
  /** Tokens are accepted after they have expired. */
  EXPIRED_TOKEN_ACCEPTED,
  /** Tokens are signed with a key of 2048 bits. */
  SHORT_KEY,
  /** Tokens live for a day. */
  LONG_LIVED_TOKEN,
  /** Sessions are lost at a restart. */
  SESSIONS_LOST_AT_RESTART,
  /** Uploads are refused at half of what they may have. */
  UPLOAD_LIMIT_TOO_LOW,
  /** Uploads of any size are taken. */
  NO_UPLOAD_LIMIT,
  /** The older way to the time window is gone. */
  LEGACY_WINDOW_GONE,
  /** The older way shows another time window. */
  LEGACY_WINDOW_DIFFERS,
  /** A time window of nonsense is taken. */
  WINDOW_NOT_VALIDATED,
  /** A time window that is set is forgotten. */
  WINDOW_NOT_KEPT,
  /** Starting a run answers 500. */
  RUN_BREAKS
}
