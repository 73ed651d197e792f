package io.vigie.testkit.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MailParserTest {

  @Test
  void takesNestedPartsAndEncodedWordsApart() {
    String raw =
        """
        Subject: =?UTF-8?Q?caf=C3=A9_?=
         =?UTF-8?B?ZmVybcOp?=
        X-Folded: one
         two
        Content-Type: multipart/alternative; boundary="b1"

        --b1
        Content-Type: text/plain; charset=UTF-8
        Content-Transfer-Encoding: quoted-printable

        soft=
         break =C3=A9
        --b1
        Content-Type: text/html; charset=UTF-8
        Content-Transfer-Encoding: base64

        PGI+w6k8L2I+
        --b1--
        """
            .replace("\n", "\r\n");
    MailParser mail = MailParser.parse(raw);
    assertThat(mail.headers().get("subject")).containsExactly("café fermé");
    assertThat(mail.headers().get("x-folded")).containsExactly("one two");
    assertThat(mail.text()).isEqualTo("soft break é");
    assertThat(mail.html()).isEqualTo("<b>é</b>");
  }
}
