/* Two small things that work without this script as well, only less well. ES5. */
(function () {
  'use strict';
  /* The language switch keeps the section: section ids are the same in both languages. */
  var link = document.querySelector('.fz-header-link--lang');
  if (link) {
    link.addEventListener('click', function () { link.hash = location.hash; });
  }
  /* Paper shows what is folded; browsers before 2024 need to be told. */
  window.addEventListener('beforeprint', function () {
    var folded = document.querySelectorAll('.fz-reveal:not([open])'), i;
    for (i = 0; i < folded.length; i += 1) { folded[i].open = true; folded[i].setAttribute('data-printed', ''); }
  });
  window.addEventListener('afterprint', function () {
    var opened = document.querySelectorAll('.fz-reveal[data-printed]'), i;
    for (i = 0; i < opened.length; i += 1) { opened[i].open = false; opened[i].removeAttribute('data-printed'); }
  });
}());
