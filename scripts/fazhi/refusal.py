"""What the system refuses to do with a file: one sentence in either language, and an exit status of sysexits."""

from __future__ import annotations

import errno
from dataclasses import dataclass

EX_CANTCREAT, EX_IOERR, EX_NOPERM = 73, 74, 77


@dataclass(frozen=True, slots=True)
class Refusal:
    """A sentence in both languages, which says what to do, and the exit status that goes with it."""

    status: int
    zh: str
    en: str


_FULL = Refusal(
    EX_IOERR,
    "磁盘满了，或者配额用完了，写不下：{path}。请腾出空间，再运行一次。",
    "The disk is full or your quota is used up: {path}. Make room and run this again.",
)
_FORBIDDEN = Refusal(
    EX_NOPERM,
    "没有权限读写：{path}。请换一个属于你的文件夹，或者请管理员给你权限，再运行一次。",
    "You have no right to read or write: {path}. Use a folder of your own, or ask for the right; then run this again.",
)
_READ_ONLY = Refusal(
    EX_CANTCREAT,
    "这张盘只能读，不能写：{path}。请把整个文件夹拷到能写的地方，再运行一次。",
    "This disk can be read but not written: {path}. Copy the whole folder to one that can, and run this again.",
)
_IN_THE_WAY = Refusal(
    EX_CANTCREAT,
    "要写的地方放着别的东西（文件、文件夹或者链接），没有动它：{path}。请把它移走，再运行一次。",
    "Something else is in the way (a file, a folder or a link) and was left alone: {path}. Move it and run this again.",
)
_TOO_LONG = Refusal(
    EX_CANTCREAT,
    "路径太长，系统不收：{path}。请换短一点的名字，或者把文件夹放到浅一点的地方，再运行一次。",
    "This path is too long for the system: {path}. Use a shorter name or a folder nearer the top; then run this again.",
)
_TWO_DISKS = Refusal(
    EX_CANTCREAT,
    "build和site不在同一张盘上，网站不能一步换上：{path}。请让它们都是这里的普通文件夹，再运行一次。",
    "build and site are on two disks, so they cannot be swapped: {path}. Make both plain folders here, then try again.",
)
_OTHER = Refusal(EX_IOERR, "磁盘上的操作没有成功（{why}）：{path}。", "The disk did not take it ({why}): {path}.")

_KNOWN = {
    errno.ENOSPC: _FULL,
    errno.EDQUOT: _FULL,
    errno.EACCES: _FORBIDDEN,
    errno.EPERM: _FORBIDDEN,
    errno.EROFS: _READ_ONLY,
    errno.EEXIST: _IN_THE_WAY,
    errno.ENOTDIR: _IN_THE_WAY,
    errno.EISDIR: _IN_THE_WAY,
    errno.ELOOP: _IN_THE_WAY,
    errno.ENAMETOOLONG: _TOO_LONG,
    errno.EXDEV: _TWO_DISKS,
}


def refusal(error: OSError) -> Refusal:
    """Give the sentence for what the system did not do, with the path it was about."""
    known = _KNOWN.get(error.errno or 0, _OTHER)
    path = "".join(char if char.isprintable() else "?" for char in str(error.filename or "-"))
    words = {"path": path, "why": error.strerror or str(error)}
    return Refusal(known.status, known.zh.format(**words), known.en.format(**words))
