package io.vigie.testkit.app;

/** The pages, as a browser gets them. */
final class Pages {

  private Pages() {}

  /** Two forms, the second to log in; its hidden fields must be sent back. */
  static String login(String csrf, String message) {
    return """
    <!doctype html><html><head><title>Log in</title></head><body>
    <form action="/search" method="get"><input name="q" value="shoes"></form>
    <p>%s</p>
    <form id="login" action="/login" method="post">
      <input type="hidden" name="csrf" value="%s">
      <input type="hidden" name="next" value="/account">
      <input type="text" name="username">
      <input type="password" name="password">
      <input type="checkbox" name="remember" value="yes">
      <button type="submit" name="go" value="1">Log in</button>
    </form></body></html>
    """
        .formatted(message, csrf);
  }

  static String inside(String user, String csrf) {
    return """
    <!doctype html><html><head><meta name="csrf" content="%s"></head><body>
    <h1>Hello %s</h1>
    <form id="logout" action="/logout" method="post"><input type="hidden" name="csrf" value="%s"></form>
    <form id="sale" action="/sales" method="post">
      <input type="hidden" name="csrf" value="%s"><input name="what"><input name="price">
    </form></body></html>
    """
        .formatted(csrf, user, csrf, csrf);
  }
}
