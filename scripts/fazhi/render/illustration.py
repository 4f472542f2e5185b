"""Print a contributed picture with what it needs: words for those who do not see it, its size, whose it is."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from markupsafe import Markup

from fazhi.model.blocks import Picture, Section
from fazhi.model.facts import Media
from fazhi.model.library import Library
from fazhi.render import paths
from fazhi.render.words import Words

_FIGURE = Markup(
    '<figure class="fz-picture"><img src="{src}" alt="{alt}" width="{width}" height="{height}" loading="lazy" '
    'decoding="async"><figcaption>{credit}{source}</figcaption></figure>'
)
_SOURCE = Markup(' <a class="fz-out" href="{}" rel="noopener noreferrer">{}</a>')


def figure(library: Library, words: Words, picture: Picture, address: str, write: Callable[[str], Markup]) -> Markup:
    """A picture on the page at an address below its language. Its size is given, so that no text jumps when it comes.

    ``write`` writes what is seen of the words; what is heard of the picture is written as it is.
    """
    image, row = library.images[picture.path], media(library, picture)
    source = _SOURCE.format(row.source, write(words.t.entry.picture.source)) if row.source else ""
    return _FIGURE.format(
        src="../" * (address.count("/") + 1) + paths.picture(picture.path, image.suffix),
        alt=picture.alt,
        width=image.width,
        height=image.height,
        credit=write(credit(library, words, picture)),
        source=source,
    )


def credit(library: Library, words: Words, picture: Picture) -> str:
    """Who made a picture, and by what right it stands here."""
    row = media(library, picture)
    said: str = words.t.entry.picture.credit.format(author=row.author, licence=words.label("licence", row.licence))
    return said


def media(library: Library, picture: Picture) -> Media:
    """What the front matter of its entry says of a picture."""
    folder, _, _ = picture.path.rpartition("/media/")
    parent, _, id = folder.rpartition("/")
    facts = library.cases[id].facts if parent == "cases" else library.lessons[id].facts
    return next(row for row in facts.media if row.file == picture.file)


def files(library: Library, shown: Iterable[Section]) -> dict[str, bytes]:
    """The files of the pictures in sections that pages show, by path below the site; both languages share them."""
    pictures = (block for section in shown for block in section.blocks if isinstance(block, Picture))
    images = {picture.path: library.images[picture.path] for picture in pictures}
    return {paths.picture(path, image.suffix): image.data for path, image in sorted(images.items())}
