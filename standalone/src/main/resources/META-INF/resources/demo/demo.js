// Shows what has changed meanwhile, and takes away nothing that somebody reads or is about to press.
// Without this script the page is complete and is reloaded by hand.
'use strict';

(() => {
  const EVERY_MS = 2_000;

  // A press would be lost if its button were replaced before it is let go. Of a scroll bar nobody says when that is.
  let pressed = false;
  addEventListener('pointerdown', (event) => { pressed = Boolean(event.target.closest?.('a, button, summary')); });
  for (const end of ['pointerup', 'pointercancel']) addEventListener(end, () => { pressed = false; });

  const main = () => document.querySelector('main');
  const pressable = () => [...main().querySelectorAll('a, button')];
  const meaning = (element) => (element.form ?? element).outerHTML;

  const show = (newer) => {
    if (pressed || newer.innerHTML === main().innerHTML) return;
    const place = pressable().indexOf(document.activeElement);
    const meant = place < 0 ? null : meaning(document.activeElement);
    main().replaceWith(newer);
    if (place < 0) return;
    const again = pressable().find((element) => meaning(element) === meant) ?? pressable()[place];
    again?.focus({ preventScroll: true });
  };

  // Where the demo does not answer, what is shown stays. As a document, for no text may become a page here.
  const look = () => {
    const request = new XMLHttpRequest();
    request.onload = () => {
      if (request.status === 200) show(request.responseXML.querySelector('main'));
    };
    request.onloadend = () => setTimeout(look, EVERY_MS);
    request.open('GET', location.href);
    request.responseType = 'document';
    request.send();
  };

  setTimeout(look, EVERY_MS);
})();
