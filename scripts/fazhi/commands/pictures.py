"""The command that cleans pictures."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from fazhi import disk, source
from fazhi.commands.options import Lang, app
from fazhi.commands.shared import EX_OK, EX_PROBLEMS, repository_root, speaker
from fazhi.console import Speaker
from fazhi.desk import pictures
from fazhi.imaging.container import Damaged


@app.command("picture")
def picture_command(
    files: Annotated[
        list[Path], typer.Argument(metavar="FILE...", help="media文件夹里的图片。 Pictures in a media folder.")
    ],
    lang: Lang = None,
) -> None:
    """去掉图片里藏着的地点、相机、日期等信息，太大的改小。 Take everything but the picture out of its file."""
    say = speaker(lang)
    root = repository_root(say)
    done = [_clean_picture(root, file, say) for file in files]
    raise typer.Exit(EX_OK if all(done) else EX_PROBLEMS)


def _clean_picture(root: Path, file: Path, say: Speaker) -> bool:
    """Clean one picture where it lies; the file as it was is kept where it is never published."""
    place = Path.cwd() / file
    path = place.relative_to(root).as_posix() if place.is_relative_to(root) else ""
    if not pictures.is_place(path):
        say.error(
            f"{file}：请先把图片放进cases/<编号>/media/，文件名用小写字母、数字和连字符，以.jpg、.png或.webp结尾，再运行一次。",
            f"{file}: put the picture into cases/<id>/media/ first, with a name of a-z, 0-9 and hyphens that ends in .jpg, .png or .webp; then run this again.",
        )
        return False
    data, problems = source.one(root, path, pictures.MAX_GIVEN)
    if data is None:
        say.error(*(problems[0].message(each) for each in ("zh", "en")))
        return False
    try:
        new = pictures.clean(path, data)
    except Damaged:
        say.error(
            f"{path}：这个文件处理不了，一个字节也没有改。请用看图软件打开，另存为JPEG或PNG，再试一次。",
            f"{path}: this file could not be cleaned, and not a byte of it was changed. Save it as JPEG or PNG in a program for pictures and try again.",
        )
        return False
    if new is None:
        say.line(f"{path}：已经干净了，没有改。", f"{path}: clean already; nothing was changed.")
        return True
    kept = pictures.original(path, data)
    disk.replace(root / kept, data)
    disk.replace(root / path, new)
    say.line(
        f"{path}：处理好了，{len(data) // 1024}KB变成{len(new) // 1024}KB。原来的文件留在{kept}，不会发布。",
        f"{path}: cleaned, {len(data) // 1024} KB became {len(new) // 1024} KB. The file as it was is kept as {kept}, which is never published.",
    )
    return True
