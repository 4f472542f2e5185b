/* The language switch keeps the section: section ids are the same in both languages. ES5; the link works without it. */
(function () {
  'use strict';
  var link = document.querySelector('.fz-header-link--lang');
  if (!link) { return; }
  link.addEventListener('click', function () {
    link.hash = location.hash;
  });
}());
