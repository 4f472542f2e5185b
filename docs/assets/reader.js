/* Words of the glossary explained where they stand: by mouse, keyboard and finger. Without this script the title of the
   link says the same to the mouse and to screen readers, and the link leads to the glossary. ES5, nothing is sent or kept. */
(function () {
  'use strict';
  var box = null, shown = null, timer = 0, touched = false;

  function make(tag, text, lang) {
    var part = document.createElement(tag);
    part.textContent = text;
    if (lang) { part.lang = lang; }
    return part;
  }

  function stop() { window.clearTimeout(timer); timer = 0; }
  function later(act, wait) { stop(); timer = window.setTimeout(act, wait); }

  function hide() {
    stop();
    if (!shown) { return; }
    shown.title = box.lastChild.textContent;
    shown.removeAttribute('aria-describedby');
    shown = null;
    box.hidden = true;
  }

  function place(link) {
    /* Beside the line of the word on which it begins, below it or above; the word itself stays free. */
    var line = link.getClientRects(), first = line[0], last = line[line.length - 1];
    var wide = document.documentElement.clientWidth, high = window.innerHeight;
    var left = Math.max(8, Math.min(first.left, wide - box.offsetWidth - 8));
    var below = last.bottom + 6, above = first.top - 6 - box.offsetHeight;
    var top = below + box.offsetHeight > high && above > 60 ? above : below;
    var base = (box.offsetParent || document.documentElement).getBoundingClientRect();
    box.style.left = left - base.left + 'px';
    box.style.top = top - base.top + 'px';
  }

  function show(link) {
    stop();
    if (shown === link) { return; }
    hide();
    if (!box) {
      box = make('div', '');
      box.id = 'fz-explained';
      box.className = 'fz-explained';
      box.setAttribute('role', 'tooltip');
      box.addEventListener('mouseenter', stop);
      box.addEventListener('mouseleave', function () { later(hide, 250); });
      (document.querySelector('main') || document.body).appendChild(box);
    }
    box.textContent = '';
    box.appendChild(make('strong', link.getAttribute('data-zh'), 'zh-Hans'));
    box.appendChild(document.createTextNode(' '));
    box.appendChild(make('span', link.getAttribute('data-pinyin'), 'zh-Latn')).className = 'fz-pinyin';
    var text = link.parentNode.closest ? link.parentNode.closest('[lang]') : null;
    box.appendChild(make('p', link.title, (text || document.documentElement).lang));
    /* Not said twice: the browser would show the title as well. */
    link.removeAttribute('title');
    link.setAttribute('aria-describedby', box.id);
    box.hidden = false;
    shown = link;
    place(link);
  }

  Array.prototype.forEach.call(document.querySelectorAll('a.fz-term[data-zh]'), function (link) {
    link.addEventListener('mouseenter', function () { if (!touched) { later(function () { show(link); }, shown ? 0 : 200); } });
    link.addEventListener('mouseleave', function () { later(hide, 250); });
    link.addEventListener('focus', function () { if (!touched) { show(link); } });
    link.addEventListener('blur', hide);
    /* A finger cannot hover: its first tap explains, its second follows the link. */
    link.addEventListener('touchstart', function () { touched = true; }, { passive: true });
    link.addEventListener('click', function (event) {
      if (touched && shown !== link) { event.preventDefault(); show(link); }
      touched = false;
    });
  });

  document.addEventListener('keydown', function (event) {
    if (shown && (event.key === 'Escape' || event.key === 'Esc')) { hide(); event.stopPropagation(); }
  }, true);
  document.addEventListener('click', function (event) {
    if (shown && event.target !== shown && !shown.contains(event.target) && !box.contains(event.target)) { hide(); }
  });
  window.addEventListener('resize', hide);
  window.addEventListener('pagehide', hide);
}());
